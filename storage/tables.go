package storage

import "slices"

// table is what the work on whole tables needs to know of one.
type table struct {
	name   string
	key    []string // its primary key; led by user_id where it holds anything of a person
	sealed []string // the columns that hold sealed values
}

// tables are all tables but goose's own. A test holds this list against the
// schema, so that deleting, copying and changing the key can't forget one.
var tables = []table{
	{name: "users", key: []string{"user_id"}, sealed: []string{"profile"}},
	{name: "changes", key: []string{"user_id", "seq"}, sealed: []string{"body"}},
	{name: "entries", key: []string{"user_id", "source", "part"}, sealed: []string{"body"}},
	{name: "replies", key: []string{"user_id", "chat_id", "message_id"}},
	{name: "nudges", key: []string{"user_id", "local_day", "kind", "slot"}},
	{name: "outbox", key: []string{"user_id", "delivery_key"}, sealed: []string{"payload"}},
	{name: "inbox", key: []string{"user_id", "update_key"}, sealed: []string{"payload"}},
	{name: "voice_notes", key: []string{"user_id", "update_key"}, sealed: []string{"payload"}},
	{name: "failed_updates", key: []string{"user_id", "update_key"}, sealed: []string{"payload"}},
	{name: "handled_updates", key: []string{"update_key"}},
	{name: "leases", key: []string{"name"}},
	{name: "cursors", key: []string{"name"}},
	{name: "settings", key: []string{"name"}},
}

func tableNamed(name string) table {
	return tables[slices.IndexFunc(tables, func(t table) bool { return t.name == name })]
}

// ofPerson tells whether the table's rows belong to a person.
func (t table) ofPerson() bool { return t.key[0] == "user_id" }
