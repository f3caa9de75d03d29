package main

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"gutskin/coach/intent"
	"gutskin/content"
)

// wrongLine is all that parse says of a line: nothing of what stands in it.
var wrongLine = regexp.MustCompile(`^line \d+: (((text|sent_local) must be a string|` +
	`a line that begins with { must be a whole JSON object|the JSON object has no text|id must be a string or a number|` +
	`sent_local must be a time such as 2026-03-18T09:00)|the id is that of line \d+ already: .*)$`)

// FuzzParse: each line that says something gives a JSON object on a line of
// its own, or is named as wrong in words of the program's own.
func FuzzParse(f *testing.F) {
	reader, err := intent.Load(content.Files)
	if err != nil {
		f.Fatal(err)
	}
	for _, line := range []string{
		"oatmeal and kefir", "", " \t", `{"id":1,"text":"leek"}`, `{"id":2,"text":12}`, `{"text":"leek","sent_local":"2026-03-18T09:00"}`,
		`{"id":"a\u0000\ud800","text":"\ud800"}`, `{"id":1e999,"text":""}`, `{"id":-0.0,"text":""}`, `{"id":{},"text":""}`, `{`, `{}`, ` {"text":null}`,
		`{"ID":3,"TEXT":"leek"}`, `{"text":"a","text":7}`, `{"text":"a"}{"text":"b"}`, `{"sent_local":"9999-12-31T23:59","text":"tomorrow"}`,
		"\ufeff{\"id\":9}", "two\nlines\r\n{\"id\":1,\"text\":\"x\"}", "{\"text\":\"\xff\"}",
	} {
		f.Add(line)
		f.Add("kefir\n" + line)
	}
	f.Fuzz(func(t *testing.T, input string) {
		var out bytes.Buffer
		lines := lineReader{reader: reader, now: time.Unix(1e9, 0).UTC(), out: &messageWriter{&out, true}, ids: map[any]givenID{}}
		if err := lines.read(t.Context(), strings.NewReader(input), "line "); err != nil {
			t.Fatal(err)
		}
		unread := 0
		for _, err := range lines.wrong {
			if !wrongLine.MatchString(err.Error()) {
				t.Errorf("said: %v", err)
			}
			if !strings.Contains(err.Error(), "the id is that of") {
				unread++
			}
		}
		said := 0
		for line := range strings.SplitSeq(input, "\n") {
			line = strings.TrimPrefix(strings.TrimSuffix(line, "\r"), byteOrderMark)
			if strings.TrimSpace(line) != "" {
				said++
			}
		}
		written := 0
		for line := range strings.Lines(out.String()) {
			var p parsed
			dec := json.NewDecoder(strings.NewReader(line))
			dec.UseNumber()
			if err := dec.Decode(&p); err != nil || p.ID == nil {
				t.Errorf("wrote %q: %v", line, err)
			}
			written++
		}
		if written+unread != said {
			t.Errorf("%d lines written and %d wrong, of %d", written, unread, said)
		}
	})
}
