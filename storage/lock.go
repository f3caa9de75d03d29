package storage

import (
	"fmt"
	"strings"
)

func errInUse(lockPath string) error {
	return fmt.Errorf("%s is in use by another process of the coach; stop that one first (for several at once use PostgreSQL)",
		strings.TrimSuffix(lockPath, ".lock"))
}
