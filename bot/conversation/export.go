package conversation

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"gutskin/bot/conversation/archive"
	"gutskin/coach"
	"gutskin/storage"
)

// ownData gives people what is kept of them, takes it back, and erases it.
type ownData struct{ *turn }

func (t *turn) ownData() ownData { return ownData{t} }

// An export is the diary with its history, and the settings: the same diary after
// export, deletion and import. Not in it, as /privacy says, are the tables that
// serve the bot's work: replies, nudges, updates handled, waiting and set aside,
// and voice notes. It is written as
// it is read, so that a diary of ten years takes no more memory than its ZIP,
// and outside of the transaction of its event, which keeps the others waiting.

// export sends the person's diary and settings as a ZIP file.
func (t ownData) export() error {
	data, err := t.exported()
	if err != nil {
		return err
	}
	text, err := t.words.HTML("export.done", nil)
	name := "gut-skin-diary-" + string(t.today()) + ".zip"
	t.reply(Message{Text: text, Document: &Document{Name: name, Data: data}}, "")
	return err
}

// exported is the ZIP of the person's data. Like a picture it is made between
// two turns: the first ends for it.
func (t ownData) exported() ([]byte, error) {
	d := t.drawings
	if d.export != nil {
		return d.export()
	}
	user := t.u
	d.wanted = func() {
		data, err := t.writeExport(t.ctx, user)
		d.export = func() ([]byte, error) { return data, err }
	}
	return nil, errUndrawn
}

// writeExport makes the ZIP. It depends on nothing but the data, so that two
// exports of the same diary are the same. One is made at a time.
func (s *Service) writeExport(ctx context.Context, u coach.User) ([]byte, error) {
	select {
	case s.exporting <- struct{}{}:
		defer func() { <-s.exporting }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	var file bytes.Buffer
	err := s.DB.View(ctx, func(tx *storage.Tx) error {
		file.Reset()
		return archive.Write(&file, tx, u)
	})
	if err != nil {
		return nil, fmt.Errorf("writing an export: %w", err)
	}
	return file.Bytes(), nil
}

// deleteQuestion asks once before everything is erased.
func (t ownData) deleteQuestion() error {
	t.ask("delete", "")
	k := t.keyboard().add("button.delete", nil, "delete", "yes").add("button.keep", nil, "delete", "no")
	return t.sayWith("delete.ask", nil, k)
}

// deleteAnswer takes "yes" or "no" in words; anything else is another message.
func (t ownData) deleteAnswer(text string) (done bool, err error) {
	switch {
	case t.says("words.yes", text) || t.says("words.delete", text):
		return true, t.erase()
	case t.says("words.no", text):
		t.settle()
		return true, t.say("delete.kept", nil)
	}
	return false, nil
}

func (t ownData) pressDelete(args arguments) error {
	if args.at(0) != "yes" {
		t.settle()
		return t.change("delete.kept", nil)
	}
	if t.asked() != "delete" {
		return t.deleteQuestion()
	}
	t.dropButtons()
	return t.erase()
}

// receipt is what was erased.
type receipt struct {
	Rows  []deletedRows
	Total int64
}

// erase deletes everything of the person and says what it was.
func (t ownData) erase() error {
	rows, err := t.tx.DeleteUser(t.u.ID)
	if err != nil {
		return err
	}
	t.forget = true
	t.Log.Info("erased everything of a user", "user", t.u.ID)
	r := receipt{Rows: rowCounts(rows)}
	for _, one := range r.Rows {
		r.Total += one.Rows
	}
	return t.setup().close("deleted.all", r)
}

// deletedRows is a table and how many rows it lost.
type deletedRows struct {
	Table string
	Rows  int64
}

// rowCounts lists the tables by name.
func rowCounts(rows map[string]int64) []deletedRows {
	var list []deletedRows
	for table, n := range rows {
		list = append(list, deletedRows{table, n})
	}
	slices.SortFunc(list, func(a, b deletedRows) int { return strings.Compare(a.Table, b.Table) })
	return list
}
