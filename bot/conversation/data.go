package conversation

import (
	"slices"
	"strings"
)

// deleteQuestion asks once before everything is erased.
func (t *turn) deleteQuestion() error {
	t.ask("delete", "")
	k := t.keyboard().add("button.delete", nil, "delete", "yes").add("button.keep", nil, "delete", "no")
	return t.sayWith("delete.ask", nil, k)
}

// deleteAnswer takes "yes" or "no" in words; anything else is another message.
func (t *turn) deleteAnswer(text string) (done bool, err error) {
	switch {
	case t.says("words.yes", text) || t.says("words.delete", text):
		return true, t.erase()
	case t.says("words.no", text):
		t.settle()
		return true, t.say("delete.kept", nil)
	}
	return false, nil
}

func (t *turn) pressDelete(args arguments) error {
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
func (t *turn) erase() error {
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
	return t.close("deleted.all", r)
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
