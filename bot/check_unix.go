//go:build unix

package main

import (
	"io/fs"

	"golang.org/x/sys/unix"
)

// canWrite reports whether this process may write to the file or folder.
func canWrite(path string) bool { return unix.Access(path, unix.W_OK) == nil }

// isPrivate reports whether only its owner may read the file.
func isPrivate(info fs.FileInfo) bool { return info.Mode().Perm()&0o077 == 0 }

// freeSpace is what is left on the folder's disk for this process, in bytes.
func freeSpace(folder string) (free int64, known bool) {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil {
		return 0, false
	}
	return int64(s.Bavail) * int64(s.Bsize), true //nolint:unconvert // their types differ between systems
}
