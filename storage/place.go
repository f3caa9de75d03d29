package storage

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"strings"
)

// memoryPlace is the database that is gone when it is closed.
const memoryPlace = ":memory:"

// placeForms is what an error says of how a place is written.
const placeForms = "it is postgres://…, host=… dbname=…, :memory: or a file's path"

var (
	// schemeOf is the scheme that a place begins with; one letter is a drive.
	schemeOf = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]+):`)
	// keyValue is PostgreSQL's other form of an address: settings with spaces
	// between them, one of these among them.
	keyValue = regexp.MustCompile(`^(\s*[a-z_]+\s*=.*\s)?\s*(host|hostaddr|port|dbname|user|password|passfile|service|sslmode|target_session_attrs)\s*=`)
	// otherSettings are an address in the form of another program, such as
	// Host=…;Database=….
	otherSettings = regexp.MustCompile(`^\s*[A-Za-z][A-Za-z_ ]*=[^=]*=`)

	passwordKey = regexp.MustCompile(`(^|\s)password\s*=`)
)

// Place is the place that DATABASE_URL names, in the one form that all of this
// package takes: an address of PostgreSQL, ":memory:", or an SQLite file's
// path. What is an address of something else, or a file's with settings behind
// it, is refused rather than taken for a file's name. Its error holds nothing
// of dsn, which may hold a password.
func Place(dsn string) (string, error) {
	if strings.TrimSpace(dsn) == "" {
		return "", errors.New("DATABASE_URL is empty; " + placeForms)
	}
	if keyValue.MatchString(dsn) {
		return dsn, nil
	}
	scheme := ""
	if m := schemeOf.FindStringSubmatch(dsn); m != nil {
		scheme = strings.ToLower(m[1])
	}
	rest := dsn[len(scheme):]
	switch scheme {
	case "":
		return filePlace(dsn)
	case "postgres", "postgresql":
		if strings.HasPrefix(rest, "://") {
			return scheme + rest, nil
		}
	case "sqlite", "sqlite3", "file":
		return filePlace(filePath(scheme, rest[1:]))
	}
	return "", errors.New("DATABASE_URL names a kind of database that isn't supported; " + placeForms)
}

// filePath is the path in what follows the scheme of an address of a file. Of
// "//host/path" only a file address without a host has a meaning that all agree
// on; "" otherwise.
func filePath(scheme, rest string) string {
	switch {
	case !strings.HasPrefix(rest, "//"):
		return rest
	case scheme == "file" && strings.HasPrefix(rest, "///"):
		return rest[2:]
	}
	return ""
}

func filePlace(path string) (string, error) {
	switch {
	case path == memoryPlace:
		return path, nil
	case path == "":
		return "", errors.New("DATABASE_URL: a file's address is file:/the/path; better give its path alone")
	case otherSettings.MatchString(path):
		return "", errors.New("DATABASE_URL: these settings aren't PostgreSQL's, which are host=… dbname=… with spaces between them (if it is a file, put ./ before its name)")
	case strings.ContainsAny(path, "?#"), strings.Contains(path, "://"):
		return "", errors.New("DATABASE_URL: a file is given by its path alone, without settings after a ? or #")
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return "", fmt.Errorf("DATABASE_URL: %s is a folder; name the file in it", path)
	}
	return path, nil
}

// IsPostgres reports whether dsn names a PostgreSQL database.
func IsPostgres(dsn string) bool {
	place, err := Place(dsn)
	return err == nil && isAddress(place)
}

// isAddress reports whether the place, as Place gives it, is a PostgreSQL's.
func isAddress(place string) bool {
	return strings.HasPrefix(place, "postgres://") || strings.HasPrefix(place, "postgresql://") || keyValue.MatchString(place)
}

// CheckPlace tells what is wrong with dsn as it is written, without a key and
// without looking for the database. Its error holds no password.
func CheckPlace(dsn string) error {
	place, err := Place(dsn)
	if err == nil && isAddress(place) {
		_, err = postgresConfig(place)
	}
	return err
}

// Exists reports whether there is a database at dsn already, as far as can be
// told from outside: a file that isn't empty, or what such a one left. Of a
// PostgreSQL it is always true.
func Exists(dsn string) (bool, error) {
	place, err := Place(dsn)
	if err != nil || place == memoryPlace {
		return false, err
	}
	if isAddress(place) {
		return true, nil
	}
	for _, file := range []string{place, place + "-wal"} {
		if held, err := holdsAnything(file); held || err != nil {
			return held, err
		}
	}
	return false, nil
}

func holdsAnything(file string) (bool, error) {
	info, err := os.Stat(file)
	switch {
	case err == nil:
		return info.Size() > 0, nil
	case os.IsNotExist(err):
		return false, nil
	}
	return false, fmt.Errorf("looking for the database: %w", err)
}

// HasPassword reports whether the address of a PostgreSQL holds a password.
func HasPassword(dsn string) bool {
	place, err := Place(dsn)
	if err != nil || !isAddress(place) {
		return false
	}
	if keyValue.MatchString(place) {
		return passwordKey.MatchString(place)
	}
	u, err := url.Parse(place)
	if err != nil {
		return true // for all that can be told
	}
	_, has := u.User.Password()
	return has || u.Query().Has("password")
}
