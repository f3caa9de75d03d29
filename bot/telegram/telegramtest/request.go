package telegramtest

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"strconv"
)

// maxBody is Telegram's limit for an upload, and some for the rest.
const maxBody = 51 << 20

// request is a call's parameters, whichever way they came.
type request struct {
	name   string
	params map[string]string
	files  map[string]file
	http   *http.Request
}

// file is an upload, or a file that a person sent.
type file struct {
	id   string
	name string
	data []byte
}

func readRequest(w http.ResponseWriter, r *http.Request) (*request, *Failure) {
	req := &request{params: map[string]string{}, files: map[string]file{}, http: r}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var err error
	switch kind {
	case "multipart/form-data":
		err = req.readMultipart(r)
	case "application/json":
		err = req.readJSON(r.Body)
	default:
		if err = r.ParseForm(); err == nil {
			req.readForm(r.Form)
		}
	}
	if err != nil {
		return nil, &Failure{Code: http.StatusRequestEntityTooLarge, Description: "Request Entity Too Large"}
	}
	return req, nil
}

func (q *request) readForm(form map[string][]string) {
	for key, values := range form {
		q.params[key] = values[0]
	}
}

func (q *request) readMultipart(r *http.Request) error {
	if err := r.ParseMultipartForm(maxBody); err != nil {
		return err
	}
	q.readForm(r.MultipartForm.Value)
	for key, headers := range r.MultipartForm.File {
		f, err := headers[0].Open()
		if err != nil {
			return err
		}
		data, err := io.ReadAll(f)
		if err != nil {
			return err
		}
		q.files[key] = file{name: headers[0].Filename, data: data}
	}
	return r.MultipartForm.RemoveAll()
}

// readJSON takes values as they would stand in a form: strings bare, all else
// as JSON.
func (q *request) readJSON(body io.Reader) error {
	var values map[string]json.RawMessage
	if err := json.NewDecoder(body).Decode(&values); err != nil {
		return err
	}
	for key, raw := range values {
		var text string
		if json.Unmarshal(raw, &text) != nil {
			text = string(raw)
		}
		q.params[key] = text
	}
	return nil
}

func (q *request) int(name string) int64 {
	n, err := strconv.ParseInt(q.params[name], 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func (q *request) bool(name string) bool {
	v := q.params[name]
	return v == "true" || v == "1" || v == "True"
}
