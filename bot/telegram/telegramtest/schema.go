package telegramtest

import (
	_ "embed" // the schema
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:embed schema.tsv
var publishedSchema string

// schema is what the Bot API publishes of methods and objects: by their names.
type schema map[string]*shape

// shape is a method's parameters or an object's fields, or the forms that an
// object may have.
type shape struct {
	fields   map[string][]string // the types that a field may have
	required []string
	forms    []string
}

// readSchema reads schema.tsv, whose head says what its columns are.
func readSchema(text string) (schema, error) {
	all := schema{}
	for i, line := range strings.Split(text, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line+"\t\t\t", "\t")
		owner, name, types, kind := cells[0], cells[1], cells[2], cells[3]
		s := all[owner]
		if s == nil {
			s = &shape{fields: map[string][]string{}}
			all[owner] = s
		}
		switch {
		case kind == "subtype":
			s.forms = append(s.forms, types)
		case name != "" && types == "":
			return nil, fmt.Errorf("schema.tsv:%d: %s.%s has no type", i+1, owner, name)
		case name != "":
			s.fields[name] = strings.Split(types, "|")
			if kind == "required" {
				s.required = append(s.required, name)
			}
		}
	}
	return all, nil
}

// check holds a call's parameters against what is published, which Telegram
// itself is laxer about: a parameter that doesn't exist is passed over there,
// and here a mistake.
func (all schema) check(method string, q *request) error {
	s := all.method(method)
	if s == nil {
		return fmt.Errorf("%s isn't in schema.tsv", method)
	}
	for _, name := range s.required {
		_, uploaded := q.files[name]
		if _, ok := q.params[name]; !ok && !uploaded {
			return fmt.Errorf("%s has no %s", method, name)
		}
	}
	for name, value := range q.params {
		types, ok := s.fields[name]
		if !ok {
			return fmt.Errorf("%s has no parameter %s", method, name)
		}
		if !slices.ContainsFunc(types, func(t string) bool { return all.textFits(t, value) }) {
			return fmt.Errorf("%s.%s isn't of type %s", method, name, strings.Join(types, " or "))
		}
	}
	return nil
}

// method finds a method without regard to case.
func (all schema) method(name string) *shape {
	for owner, s := range all {
		if strings.EqualFold(owner, name) {
			return s
		}
	}
	return nil
}

// textFits reports whether a parameter, which comes as text, is of the type.
func (all schema) textFits(kind, value string) bool {
	switch kind {
	case "String", "InputFile":
		return true
	case "Integer":
		_, err := strconv.ParseInt(value, 10, 64)
		return err == nil
	case "Boolean":
		return slices.Contains([]string{"true", "True", "1", "false", "False", "0"}, value)
	}
	var v any
	return json.Unmarshal([]byte(value), &v) == nil && all.fits(kind, v)
}

// fits reports whether a JSON value is of the type.
func (all schema) fits(kind string, v any) bool {
	if of, isList := strings.CutPrefix(kind, "Array of "); isList {
		list, ok := v.([]any)
		return ok && !slices.ContainsFunc(list, func(one any) bool { return !all.fits(of, one) })
	}
	switch kind {
	case "String":
		_, ok := v.(string)
		return ok
	case "Boolean":
		_, ok := v.(bool)
		return ok
	case "Integer":
		n, ok := v.(float64)
		return ok && n == float64(int64(n))
	case "Float":
		_, ok := v.(float64)
		return ok
	}
	object, ok := v.(map[string]any)
	s := all[kind]
	switch {
	case !ok || s == nil:
		return ok
	case len(s.forms) > 0:
		return slices.ContainsFunc(s.forms, func(form string) bool { return all.fits(form, v) })
	}
	for _, name := range s.required {
		if _, ok := object[name]; !ok {
			return false
		}
	}
	for name, value := range object {
		if !slices.ContainsFunc(s.fields[name], func(t string) bool { return all.fits(t, value) }) {
			return false
		}
	}
	return true
}
