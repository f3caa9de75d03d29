// Package storagetest gives tests real databases: an SQLite file or memory,
// and a PostgreSQL server of their own, started for the test binary from the
// programs that Debian's postgresql package (or PATH) has. Each test gets a
// fresh database in it.
//
// A machine without PostgreSQL skips those tests; continuous integration
// (CI=true) fails there instead, so that they can't go missing unnoticed.
package storagetest
