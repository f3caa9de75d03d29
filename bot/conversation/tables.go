package conversation

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gutskin/bot/conversation/archive"
	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/coach/table"
	"gutskin/storage"
)

// tables read other people's files in: a spreadsheet, what another program
// exports. What was found is shown, and only if the person says so is it added:
// all of it in one transaction, or nothing.
//
// A file is fetched and read between two turns, as an export is made. Nothing of
// it is kept meanwhile but its id, so it is read again when it is to be added.
type tables struct{ *turn }

func (t *turn) tables() tables { return tables{t} }

// askedTable is asked while a table waits to be added or not. About is its
// file's id and the order of its dates.
const askedTable = "table"

// mostTabled is how many changes one file may add, which are about four a day. It
// is what one transaction adds without keeping others waiting for long.
const mostTabled = 1000

// tabled reports whether the file calls itself a table.
func (f File) tabled() bool {
	name := strings.ToLower(f.Name)
	return strings.HasSuffix(name, ".csv") || strings.HasSuffix(name, ".tsv")
}

// came shows what a file holds, or asks how its dates are meant.
func (t tables) came() error {
	switch {
	case t.Fetch == nil:
		return t.say("import.how", false)
	case t.e.File.Size > table.MaxSize:
		return t.say("table.large", nil)
	}
	return t.show(t.e.File.ID, "")
}

// show shows the table, its dates read in that order.
func (t tables) show(file string, order table.Order) error {
	r, err := t.read(file, order)
	if err != nil {
		return err
	}
	t.settle()
	k := t.keyboard()
	switch {
	case errors.Is(r.failed, errBusy):
		return t.say("import.busy", nil)
	case errors.Is(r.failed, table.ErrTooBig):
		return t.say("table.large", nil)
	case r.failed != nil:
		return t.say("table.unread", nil)
	case r.asks:
		t.ask(askedTable, file+"\n")
		for _, o := range []table.Order{table.DayFirst, table.MonthFirst} {
			k.add("button.table.order", t.dayView(r.either[o]), "csv", string(o))
		}
		return t.sayWith("table.dates", r.example, k)
	case len(r.changes) == 0:
		return t.say("table.nothing", r.view)
	}
	fresh, err := t.missing(r.changes)
	if err != nil {
		return err
	}
	v := r.view
	if v.Known = len(r.changes) - len(fresh); len(fresh) == 0 {
		return t.say("table.known", v)
	}
	v.First, v.Last = t.dayView(r.first), t.dayView(r.last)
	for _, e := range r.shown {
		v.Lines = append(v.Lines, foundLine{t.dayView(e.Day), e})
	}
	t.ask(askedTable, file+"\n"+string(order))
	k.add("button.table.import", nil, "csv", "yes").add("button.table.cancel", nil, "csv", "no")
	return t.sayWith("table.found", v, k)
}

// press takes the answer to what was shown: "csv yes", "csv no", "csv dmy"; or
// takes back what was added: "csv undo 12 40".
func (t tables) press(args arguments) error {
	if args.at(0) == "undo" {
		return t.undo(args.at(1), args.at(2))
	}
	if t.asked() != askedTable || t.Fetch == nil {
		return t.say("button.old", nil)
	}
	file, order := t.waiting()
	switch what := args.at(0); what {
	case "yes":
		return t.add(file, order)
	case "no":
		return t.cancel()
	case string(table.DayFirst), string(table.MonthFirst):
		return t.show(file, table.Order(what))
	}
	return t.say("button.old", nil)
}

// waiting is the file that waits to be added.
func (t tables) waiting() (file string, order table.Order) {
	file, o, _ := strings.Cut(t.u.Dialog.About, "\n")
	return file, table.Order(o)
}

func (t tables) cancel() error {
	t.settle()
	return t.say("table.cancelled", nil)
}

// answer takes "yes" or "no" in words; anything else is another message.
func (t tables) answer(text string) (done bool, err error) {
	file, order := t.waiting()
	switch {
	case t.says("words.yes", text) && t.Fetch != nil:
		return true, t.add(file, order)
	case t.says("words.no", text):
		return true, t.cancel()
	}
	return false, nil
}

// add adds what the diary lacks of the file.
func (t tables) add(file string, order table.Order) error {
	r, err := t.read(file, order)
	if err != nil {
		return err
	}
	if errors.Is(r.failed, errBusy) {
		return t.say("import.busy", nil)
	}
	t.settle()
	if r.failed != nil || r.asks {
		return t.say("table.unread", nil)
	}
	fresh, err := t.missing(r.changes)
	if err != nil {
		return err
	}
	v := r.view
	if v.Known = len(r.changes) - len(fresh); len(fresh) == 0 {
		return t.say("table.known", v)
	}
	numbers, err := t.tx.AppendChanges(t.u.ID, fresh)
	if err != nil {
		return err
	}
	v.Meals, v.Notes = 0, 0
	for _, c := range fresh {
		v.count(c.Entries)
		if err := t.withdraw(c.Entries); err != nil {
			return err
		}
	}
	k := t.keyboard().add("button.undo", nil, "csv", "undo", strconv.FormatInt(numbers[0], 10), strconv.FormatInt(numbers[len(numbers)-1], 10))
	return t.sayWith("table.done", v, k)
}

// missing are the changes that the diary lacks: those of sources that it doesn't
// have, or that were taken back together with an import. One that the person
// deleted stays deleted.
func (t tables) missing(changes []coach.Change) ([]coach.Change, error) {
	sources, err := t.tx.Sources(t.u.ID)
	if err != nil {
		return nil, err
	}
	slices.Sort(sources)
	var fresh []coach.Change
	for _, c := range changes {
		if _, known := slices.BinarySearch(sources, c.Source); known {
			had, err := t.tx.ChangesOf(t.u.ID, c.Source)
			if err != nil {
				return nil, err
			}
			if _, stands := coach.Undoable(had); stands {
				continue
			}
		}
		fresh = append(fresh, c)
	}
	return fresh, nil
}

// undo takes back what the changes of those numbers added. What was changed of
// it since stays.
func (t tables) undo(first, last string) error {
	from, err1 := strconv.ParseInt(first, 10, 64)
	to, err2 := strconv.ParseInt(last, 10, 64)
	if err1 != nil || err2 != nil || from < 1 || to < from || to-from >= mostTabled {
		return t.say("button.old", nil)
	}
	changes, err := t.tx.ChangesAfter(t.u.ID, from-1, int(to-from)+1)
	if err != nil {
		return err
	}
	return t.lift(coach.ChangeUndo, changes)
}

// liftWith undoes or redoes everything that came of a file with the change c.
func (t tables) liftWith(kind coach.ChangeKind, c coach.Change) error {
	recent, err := t.tx.RecentChanges(t.u.ID, 3*mostTabled)
	if err != nil {
		return err
	}
	return t.lift(kind, slices.DeleteFunc(recent, func(o coach.Change) bool { return !o.At.Equal(c.At) }))
}

// lift undoes or redoes those of the changes that came of a file and stand, or
// were undone.
func (t tables) lift(kind coach.ChangeKind, changes []coach.Change) error {
	var lifts []coach.Change
	for _, c := range changes {
		if !ofTable(c.Source) || c.Kind != coach.ChangeLog {
			continue
		}
		all, err := t.tx.ChangesOf(t.u.ID, c.Source)
		if err != nil {
			return err
		}
		next := coach.Undoable
		if kind == coach.ChangeRedo {
			next = coach.Redoable
		}
		if one, ok := next(all); ok && one.Seq == c.Seq {
			lifts = append(lifts, coach.Change{At: t.now, Kind: kind, Source: c.Source, Base: c.Seq})
		}
	}
	if len(lifts) == 0 {
		return t.say("undo.nothing", nil)
	}
	if _, err := t.tx.AppendChanges(t.u.ID, lifts); err != nil {
		return err
	}
	if kind == coach.ChangeRedo {
		return t.say("table.redo", nil)
	}
	return t.say("table.undo", nil)
}

// ofTable reports whether the source is a row of a file.
func ofTable(source string) bool { return strings.HasPrefix(source, "i:") }

// foundTable is a file as it was read.
type foundTable struct {
	failed  error // why it couldn't be; nil when it was
	asks    bool  // how its dates are meant
	example string
	either  map[table.Order]day.Day // the example's day by order
	changes []coach.Change          // each a meal or a note, in the order of days
	shown   []coach.Entry           // some of them
	view    tableView

	first, last day.Day
}

// tableView is what is said of a table.
type tableView struct {
	First, Last wording.Day
	Lines       []foundLine
	Meals       int
	Notes       int // on skin, gut, sleep and the rest
	Left        int // rows without a date, or in which nothing was understood
	Known       int // that the diary has
	Order       table.Order
	Text, Skin  string // the names of these columns
}

// foundLine is an entry of a table as it is shown.
type foundLine struct {
	Day wording.Day
	coach.Entry
}

// Foods are the foods of the line.
func (l foundLine) Foods() []string { return foodNames(l.Entry) }

func (v *tableView) count(entries []coach.Entry) {
	for _, e := range entries {
		if e.Kind == coach.KindMeal {
			v.Meals++
		} else {
			v.Notes++
		}
	}
}

// read fetches and reads the file, its dates in that order. The first turn that
// wants it ends for it.
func (t tables) read(file string, order table.Order) (foundTable, error) {
	d := t.drawings
	if d.table != nil {
		return d.table()
	}
	e, user := t.e, t.u
	d.wanted = func() {
		r, err := t.readFile(t.ctx, e, user, file, order)
		d.table = func() (foundTable, error) { return r, err }
	}
	return foundTable{}, errUndrawn
}

// readFile fetches and reads a file. One is held at a time, as of exports that are
// read back in.
func (s *Service) readFile(ctx context.Context, e Event, u coach.User, file string, order table.Order) (r foundTable, err error) {
	select {
	case s.importing <- struct{}{}:
		defer func() { <-s.importing }()
	default:
		return foundTable{failed: errBusy}, nil
	}
	data, err := s.Fetch(ctx, file, archive.MaxSize)
	switch {
	case errors.Is(err, coach.ErrUnavailable):
		return r, err
	case err != nil:
		s.Log.Warn("fetching a table to import", "user", u.ID, "error", err)
		return foundTable{failed: table.ErrNoTable}, nil
	}
	found, err := table.Read(data, s.columns)
	switch {
	case err != nil:
		return foundTable{failed: err}, nil
	case found.Ask && !order.Known():
		days := map[table.Order]day.Day{}
		for _, o := range []table.Order{table.DayFirst, table.MonthFirst} {
			days[o] = found.ExampleDay(o)
		}
		return foundTable{asks: true, example: found.Example, either: days}, nil
	case !found.Ask:
		order = found.Order
	}
	rows, left := found.Rows(order)
	r.view = tableView{Left: left, Order: order, Text: found.Columns[table.Text], Skin: found.Columns[table.Skin]}
	err = s.DB.View(ctx, func(tx *storage.Tx) error {
		t := s.newTurn(ctx, tx, e)
		t.u, t.now = u, t.now.In(u.Location())
		r.changes, r.shown, r.first, r.last = nil, nil, "", ""
		r.view.Left, r.view.Meals, r.view.Notes = left, 0, 0
		t.tables().understand(&r, rows)
		return nil
	})
	if len(r.changes) > mostTabled {
		r.failed = table.ErrTooBig
	}
	return r, err
}

// mostShownRows is how many entries are shown before they are added.
const mostShownRows = 5

// understand makes entries of the rows: those of one meal of a day are one.
func (t tables) understand(r *foundTable, rows []table.Row) {
	slices.SortStableFunc(rows, func(a, b table.Row) int { return strings.Compare(string(a.Day), string(b.Day)) })
	seen := map[string]int{}
	for len(rows) > 0 {
		n := ofOneMeal(rows)
		entries, left := t.entriesOf(rows[:n])
		r.view.Left += left
		if len(entries) > 0 {
			key := rowsKey(rows[:n])
			c := coach.Change{Seq: 1, At: t.now, Kind: coach.ChangeLog, Source: fmt.Sprintf("i:%s:%d", key, seen[key]), Entries: entries}
			seen[key]++
			if c.Check(t.now) == nil {
				r.add(c)
			} else {
				r.view.Left += n
			}
		}
		rows = rows[n:]
	}
}

func (r *foundTable) add(c coach.Change) {
	c.Seq = 0
	r.changes = append(r.changes, c)
	r.view.count(c.Entries)
	for _, e := range c.Entries {
		if r.first == "" {
			r.first = e.Day
		}
		r.last = e.Day
		if len(r.shown) < mostShownRows {
			r.shown = append(r.shown, e)
		}
	}
}

// mostOfMeal is how many rows make one meal at most.
const mostOfMeal = 40

// ofOneMeal is how many of the first rows tell of one meal: those of one day that
// name the same meal, or the same hour.
func ofOneMeal(rows []table.Row) int {
	n := 1
	for first := rows[0]; n < len(rows) && n < mostOfMeal; n++ {
		if o := rows[n]; o.Day != first.Day || o.Meal != first.Meal || o.Clock != first.Clock || first.Meal == "" && first.Clock < 0 {
			break
		}
	}
	return n
}

// rowsKey tells rows from others by what they say, so that a file that comes a
// second time adds nothing.
func rowsKey(rows []table.Row) string {
	h := sha256.New()
	for _, r := range rows {
		fmt.Fprintf(h, "%s\x00%d\x00%s\x00%s\x00%d\x00%d\x01", r.Day, r.Clock, r.Meal, r.Text, r.Skin, r.Gut)
	}
	return hex.EncodeToString(h.Sum(nil))[:20]
}

// entriesOf are what the rows of one meal tell, and how many of them told nothing
// that is understood. The table's day, meal and hour are right, whatever the words
// say.
func (t tables) entriesOf(rows []table.Row) (entries []coach.Entry, left int) {
	meal := -1 // the entry that all of the rows' foods go to
	var texts []string
	for _, row := range rows {
		at := row.Day.At(max(row.Clock, 0), t.u.Location())
		if row.Clock < 0 {
			at = row.Day.At(12*time.Hour, t.u.Location())
		}
		if row.Day > t.today() {
			left++
			continue
		}
		before := len(entries)
		told := row.Skin > 0 || row.Gut > 0
		blank := coach.Entry{Day: row.Day, At: at, Clock: -1}
		if row.Text != "" {
			for _, e := range t.entries("i:0:0", row.Text, at, t.Reader.Read(row.Text, t.moment(at))) {
				e.Text, e.Day, e.At = "", row.Day, at
				if e.Kind != coach.KindMeal {
					entries = append(entries, e)
					continue
				}
				if len(e.Foods) == 0 {
					continue
				}
				if row.Meal != "" {
					e.Meal = row.Meal
				}
				if row.Meal != "" || e.Meal == "" && e.Clock < 0 {
					e.Clock = row.Clock // else the words say when, and the hour is when they were written
				}
				told = true
				if meal >= 0 && entries[meal].Meal == e.Meal && entries[meal].Clock == e.Clock && (e.Meal != "" || e.Clock >= 0) {
					entries[meal].Foods = append(entries[meal].Foods, e.Foods...)
					continue
				}
				meal = len(entries)
				entries = append(entries, e)
			}
		}
		if row.Skin > 0 {
			e := blank
			e.Kind, e.Skin = coach.KindSkin, &coach.Skin{Rating: row.Skin}
			entries = append(entries, e)
		}
		if row.Gut > 0 {
			e := blank
			e.Kind, e.Gut = coach.KindGut, &coach.Gut{Rating: row.Gut}
			entries = append(entries, e)
		}
		if !told && len(entries) == before {
			left++
			continue
		}
		texts = append(texts, row.Text)
	}
	return numbered(entries, strings.TrimSpace(strings.Join(texts, "\n"))), left
}

// readAgain reads the words again that became the entries of a source. Day, meal
// and hour stay those of the table, and so do ratings, which had columns of their
// own; a meal in which nothing is understood any more stays as it was.
func (t tables) readAgain(source string, before []coach.Entry) []coach.Entry {
	text, at := textOf(before), before[0].At
	var meals, notes []coach.Entry
	for line := range strings.SplitSeq(text, "\n") {
		for _, e := range t.entries(source, line, at, t.Reader.Read(line, t.moment(at))) {
			e.Text, e.Day, e.At = "", before[0].Day, at
			switch {
			case e.Kind != coach.KindMeal:
				notes = append(notes, e)
			case len(e.Foods) > 0:
				e.Meal, e.Clock = placeOf(e, before)
				meals = added(meals, e)
			}
		}
	}
	var list []coach.Entry
	for _, e := range before {
		e.Source = source
		if i := slices.IndexFunc(meals, func(m coach.Entry) bool { return ofSameMeal(m, e) }); e.Kind == coach.KindMeal && i >= 0 {
			e = meals[i]
			meals = slices.Delete(meals, i, i+1)
		}
		list = append(list, e)
	}
	list = append(list, meals...)
	for _, e := range notes {
		if !slices.ContainsFunc(before, func(b coach.Entry) bool { return b.Kind == e.Kind }) {
			list = append(list, e)
		}
	}
	return numbered(list, text)
}

func ofSameMeal(a, b coach.Entry) bool { return a.Meal == b.Meal && a.Clock == b.Clock }

// added adds an entry's foods to the one of the same meal, or the entry itself.
func added(meals []coach.Entry, e coach.Entry) []coach.Entry {
	if i := slices.IndexFunc(meals, func(m coach.Entry) bool { return ofSameMeal(m, e) }); i >= 0 {
		meals[i].Foods = append(meals[i].Foods, e.Foods...)
		return meals
	}
	return append(meals, e)
}

// placeOf is the meal and the hour of an entry that was read again, of a source
// with those entries: that of its only meal; else what its words say, if one has
// that too or they say any; else that of the meal without a name, whose hour was
// the table's.
func placeOf(e coach.Entry, before []coach.Entry) (food.Meal, time.Duration) {
	var meals []coach.Entry
	for _, b := range before {
		if b.Kind == coach.KindMeal {
			meals = append(meals, b)
		}
	}
	if len(meals) == 1 {
		return meals[0].Meal, meals[0].Clock
	}
	if e.Meal == "" && e.Clock < 0 {
		for _, b := range meals {
			if b.Meal == "" {
				return b.Meal, b.Clock
			}
		}
	}
	return e.Meal, e.Clock
}
