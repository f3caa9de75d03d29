package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// keyFileName is the key file's name within its folder.
const keyFileName = "data.key"

// KeyFile reads the keys from the key file in folder, and makes the folder and
// a file with a fresh key when there is none. The folder should lie apart from
// the database, so that a copy of the one isn't a copy of both. It gives the
// file's path and whether the file was made, for the caller to say so once.
func KeyFile(folder string) (keys Keys, path string, made bool, err error) {
	path = filepath.Join(folder, keyFileName)
	keys, err = readKeyFile(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return keys, path, false, err
	}
	if keys, err = NewKeys(); err != nil {
		return Keys{}, path, false, err
	}
	err = createKeyFile(path, keys)
	if errors.Is(err, fs.ErrExist) { // another process was faster
		keys, err = readKeyFile(path)
		return keys, path, false, err
	}
	return keys, path, err == nil, err
}

// ReadKeyFile reads the keys from the key file in folder, which must be there
// (fs.ErrNotExist otherwise), and gives its path.
func ReadKeyFile(folder string) (keys Keys, path string, err error) {
	path = filepath.Join(folder, keyFileName)
	keys, err = readKeyFile(path)
	return keys, path, err
}

// WriteKeyFile puts keys in place of those in folder's key file, at once or
// not at all. Changing a key file's key is: open the database with its keys,
// so that nobody else has it, write keys.Rotated(), Rekey with these, and write
// the Newest().
func WriteKeyFile(folder string, keys Keys) error {
	path := filepath.Join(folder, keyFileName)
	fresh := path + ".new"
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("replacing the key file: %w", err)
	}
	if err := createKeyFile(fresh, keys); err != nil {
		return err
	}
	if err := os.Rename(fresh, path); err != nil {
		return fmt.Errorf("replacing the key file: %w", err)
	}
	return syncFolder(folder)
}

func readKeyFile(path string) (Keys, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Keys{}, fmt.Errorf("reading the key file: %w", err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return Keys{}, fmt.Errorf("the key file %s can be read by others; run: chmod 600 %s", path, path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return Keys{}, fmt.Errorf("reading the key file: %w", err)
	}
	keys, err := ParseKeys(string(text))
	if err != nil {
		return Keys{}, fmt.Errorf("the key file %s is damaged; put back your copy of it, or remove it if no diary was kept yet", path)
	}
	return keys, nil
}

// createKeyFile writes a key file that must not exist yet. It is complete and
// on disk before anything can be sealed with its key.
func createKeyFile(path string, keys Keys) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("making the key file's folder: %w", err)
	}
	draft, err := os.CreateTemp(folder, keyFileName+".*")
	if err != nil {
		return fmt.Errorf("making the key file: %w", err)
	}
	defer os.Remove(draft.Name())
	_, err = draft.WriteString(keys.encoded())
	if err := errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return fmt.Errorf("writing the key file: %w", err)
	}
	if err := os.Link(draft.Name(), path); err != nil {
		return fmt.Errorf("making the key file: %w", err)
	}
	return syncFolder(folder)
}

// syncFolder makes the folder's list of names durable.
func syncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(folder)
	if err != nil {
		return fmt.Errorf("syncing a folder: %w", err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		return fmt.Errorf("syncing a folder: %w", err)
	}
	return nil
}
