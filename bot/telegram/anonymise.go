package telegram

import (
	"bytes"
	"encoding/json"
)

// naming are the fields of Telegram's objects that say who somebody is or how
// to reach them. Numbers of users and chats stay: they say whose row it is.
var naming = map[string]bool{
	"first_name": true, "last_name": true, "username": true, "active_usernames": true, "title": true,
	"phone_number": true, "vcard": true, "email": true, "bio": true, "author_signature": true,
	"sender_signature": true, "forward_sender_name": true, "sender_user_name": true, "order_info": true, "shipping_address": true,
}

// anonymised is the update without names, phone numbers and addresses, for
// keeping. What can't be read as JSON can't be searched either: nothing is kept
// of it.
func anonymised(raw []byte) []byte {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var update any
	if err := decoder.Decode(&update); err != nil {
		return nil
	}
	unname(update, "")
	kept, err := json.Marshal(update)
	if err != nil {
		return nil
	}
	return kept
}

// unname takes the naming fields out of a value, which is that of the field
// within. A checklist's title is what a person wrote.
func unname(v any, within string) {
	switch v := v.(type) {
	case map[string]any:
		for field, value := range v {
			if naming[field] && (field != "title" || within != "checklist") {
				delete(v, field)
				continue
			}
			unname(value, field)
		}
	case []any:
		for _, value := range v {
			unname(value, within)
		}
	}
}
