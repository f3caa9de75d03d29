package telegram

import (
	"bytes"
	"encoding/json"
	"testing"
)

func TestAnonymised(t *testing.T) {
	raw := []byte(`{"update_id":5,"message":{"message_id":9007199254740993,"text":"kefir",
		"from":{"id":7,"first_name":"Ada","last_name":"L","username":"ada"},"chat":{"id":-1,"title":"Home","type":"group"},
		"checklist":{"title":"Lunch","tasks":[{"text":"leek"}]},
		"contact":{"phone_number":"+1","vcard":"x","user_id":7},
		"forward_origin":{"type":"hidden_user","sender_user_name":"Ada"},"entities":[{"type":"text_mention","user":{"id":8,"first_name":"Bob"}}]}}`)
	want := `{"message":{"chat":{"id":-1,"type":"group"},"checklist":{"tasks":[{"text":"leek"}],"title":"Lunch"},"contact":{"user_id":7},"entities":[{"type":"text_mention","user":{"id":8}}],"forward_origin":{"type":"hidden_user"},"from":{"id":7},"message_id":9007199254740993,"text":"kefir"},"update_id":5}`
	if got := string(anonymised(raw)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// FuzzAnonymised: whatever an update holds, what is kept of it has no field
// that names anybody, is the same update otherwise, and comes out the same when
// done again.
func FuzzAnonymised(f *testing.F) {
	f.Add([]byte(`{"update_id":5,"message":{"from":{"first_name":"Ada"}}}`))
	f.Add([]byte(`[{"username":[{"title":1}]},null,1e400]`))
	f.Add([]byte(`{"a":`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		kept := anonymised(raw)
		if kept == nil {
			return
		}
		if again := anonymised(kept); !bytes.Equal(kept, again) {
			t.Errorf("%s became %s", kept, again)
		}
		var check func(v any, within string)
		check = func(v any, within string) {
			switch v := v.(type) {
			case map[string]any:
				for field, value := range v {
					if naming[field] && (field != "title" || within != "checklist") {
						t.Errorf("%s is kept", field)
					}
					check(value, field)
				}
			case []any:
				for _, value := range v {
					check(value, within)
				}
			}
		}
		var update any
		decoder := json.NewDecoder(bytes.NewReader(kept))
		decoder.UseNumber()
		if err := decoder.Decode(&update); err != nil {
			t.Fatal(err)
		}
		check(update, "")
	})
}
