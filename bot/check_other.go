//go:build !unix

package main

import "io/fs"

// canWrite is not told here.
func canWrite(string) bool { return true }

// isPrivate is not told here.
func isPrivate(fs.FileInfo) bool { return true }

// freeSpace is not told here.
func freeSpace(string) (free int64, known bool) { return 0, false }
