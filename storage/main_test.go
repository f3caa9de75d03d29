package storage_test

import (
	"os"
	"testing"

	"gutskin/storage/storagetest"
)

func TestMain(m *testing.M) { os.Exit(storagetest.Main(m)) }
