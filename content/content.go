// Package content holds everything that editors edit, as plain files embedded
// into the program: the food lexicon, the words of the language around foods, the signs of harm,
// the guidance drawn from the two articles, the wording of every message, and the
// places whose time zones are known.
// README.md in this folder is the editors' guide. The packages that read the
// files check them and report mistakes with file and line.
package content

import "embed"

// Files are the content files, by the paths below this folder.
//
//go:embed foods all:care all:language all:guidance all:ideas all:messages places
var Files embed.FS
