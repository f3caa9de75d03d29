package intent

import (
	"testing"

	"gutskin/content"
)

func TestOwnFilesLoad(t *testing.T) {
	if _, err := load(content.Files); err != nil {
		t.Fatal(err)
	}
}
