package migrations

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"strings"
	"testing"
)

// steps are the sums of the steps that databases have taken.
const steps = `
aef4bae2d08cb3789004d4164f7ae7a40c29f09162ad5e9da820e6af431cfb1b  00001_diaries.sql
be77fce1c493aec5b8cc95e9d96f4fe33be38843ce0c520530291987f44b3bf4  00002_indexes.sql
5325c45d1c1babe02743ef4a3b5d7a4c541aa9dcb2701dd9627ec95238736f13  00003_diary_size.sql
9aac5ab46b7f931d9617a600ab6c8767b7b6cf9b1dc7253ce1088aa7b8542c35  00004_inbox.sql
02fe0282f5cb69d835c774d61baef8ef1428479ba01e0218cafccb349a78309d  00005_sealed_foods.sql
19ca2b22874920079eb1f48924b5bac28dfde4b315d5c0561026fe0be866975e  00006_voice_notes.sql`

// TestStepsStay: a step that databases have taken is never edited, or those would
// differ from new ones for good; what it lacks is a step of its own. A new step is
// added to the list.
func TestStepsStay(t *testing.T) {
	names, err := fs.Glob(Files, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	var found strings.Builder
	for _, name := range names {
		text, err := fs.ReadFile(Files, name)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text)
		found.WriteString("\n" + hex.EncodeToString(sum[:]) + "  " + name)
	}
	if found.String() != steps {
		t.Errorf("the steps are%s\nand should be%s", found.String(), steps)
	}
}
