//go:build linux

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"gutskin/bot/telegram/telegramtest"
)

// container is what the Dockerfile makes, in a folder: its instructions are carried
// out as far as they need no container engine.
type container struct {
	t          *testing.T
	root       string // the last stage's files
	build      string // the build stage's working folder
	out        string // its /out
	env        []string
	entrypoint []string
	health     []string
	dir        string
	uid, gid   uint32
}

// instructions are a Dockerfile's, by stage, each on one line.
func instructions(t *testing.T, file string) (stages [][]string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	joined := regexp.MustCompile(`\\\n\s*`).ReplaceAllString(string(text), "")
	for line := range strings.Lines(joined) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "FROM "):
			stages = append(stages, []string{line})
		case len(stages) > 0:
			stages[len(stages)-1] = append(stages[len(stages)-1], line)
		}
	}
	return stages
}

// buildImage carries out the first stage and the last.
func buildImage(t *testing.T) *container {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("the image is tried in a chroot, which only root can make")
	}
	stages := instructions(t, "../Dockerfile")
	m := &container{t: t, root: t.TempDir(), build: t.TempDir(), out: t.TempDir()}
	// Folders of a test are its user's alone; the image's user has to pass.
	for _, dir := range []string{m.root, filepath.Dir(m.root), m.out} {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, line := range stages[0] {
		m.buildStep(line)
	}
	if last := stages[len(stages)-1]; last[0] != "FROM scratch" {
		t.Fatalf("the last stage is %q: teach this test", last[0])
	}
	for _, line := range stages[len(stages)-1][1:] {
		m.lastStep(line)
	}
	return m
}

var (
	mountFlag   = regexp.MustCompile(`--mount=\S+ `)
	imageBuild  = map[string]string{"VERSION": "v7.8.9", "REVISION": "0123abcd"}
	outsideArgs = strings.NewReplacer("${VERSION}", imageBuild["VERSION"], "${REVISION}", imageBuild["REVISION"])
)

// buildStep is one instruction of the stage that compiles.
func (m *container) buildStep(line string) {
	m.t.Helper()
	what, rest, _ := strings.Cut(line, " ")
	switch what {
	case "FROM", "ARG", "WORKDIR":
	case "COPY":
		words := strings.Fields(rest)
		for _, from := range words[:len(words)-1] {
			m.copyIn(filepath.Join("..", from), filepath.Join(m.build, from))
		}
	case "RUN":
		// Without -trimpath what is compiled for the tests needn't be compiled anew.
		script := outsideArgs.Replace(mountFlag.ReplaceAllString(strings.ReplaceAll(rest, "-trimpath ", ""), ""))
		if script == "go mod download" {
			return // the modules are here
		}
		cmd := exec.CommandContext(m.t.Context(), "sh", "-ec", strings.ReplaceAll(script, "/out/", m.out+"/"))
		cmd.Dir = m.build
		if said, err := cmd.CombinedOutput(); err != nil {
			m.t.Fatalf("%s: %v\n%s", line, err, said)
		}
	default:
		m.t.Fatalf("%q: teach this test", line)
	}
}

func (m *container) copyIn(from, to string) {
	m.t.Helper()
	info, err := os.Stat(from)
	if err != nil {
		m.t.Fatal(err)
	}
	if info.IsDir() {
		err = os.CopyFS(to, os.DirFS(from))
	} else {
		err = copyOne(from, to, info.Mode())
	}
	if err != nil {
		m.t.Fatal(err)
	}
}

func copyOne(from, to string, mode fs.FileMode) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, text, mode)
}

var copyStep = regexp.MustCompile(`^--from=build (?:--chown=(\d+):(\d+) )?(\S+) (\S+)$`)

// lastStep is one instruction of the last stage.
func (m *container) lastStep(line string) {
	m.t.Helper()
	what, rest, _ := strings.Cut(line, " ")
	switch what {
	case "COPY":
		m.copyOut(rest)
	case "USER":
		if n, err := fmt.Sscanf(rest, "%d:%d", &m.uid, &m.gid); n != 2 {
			m.t.Fatal(line, err)
		}
	case "WORKDIR":
		m.dir = rest
	case "ENV":
		m.env = append(m.env, strings.Fields(rest)...)
	case "ENTRYPOINT":
		m.parse(rest, &m.entrypoint)
	case "HEALTHCHECK":
		_, command, _ := strings.Cut(rest, " CMD ")
		m.parse(command, &m.health)
	case "EXPOSE":
	default:
		m.t.Fatalf("%q: teach this test", line)
	}
}

func (m *container) parse(list string, into *[]string) {
	m.t.Helper()
	if err := json.Unmarshal([]byte(list), into); err != nil {
		m.t.Fatalf("%s: %v", list, err)
	}
}

func (m *container) copyOut(rest string) {
	m.t.Helper()
	found := copyStep.FindStringSubmatch(rest)
	if found == nil {
		m.t.Fatalf("COPY %s: teach this test", rest)
	}
	from, to := found[3], filepath.Join(m.root, found[4])
	if inOut, ok := strings.CutPrefix(from, "/out/"); ok {
		from = filepath.Join(m.out, inOut)
	}
	info, err := os.Stat(from)
	if err != nil {
		m.t.Fatalf("COPY %s: %v", rest, err)
	}
	if info.IsDir() {
		err = os.Mkdir(to, 0o755)
	} else {
		if strings.HasSuffix(found[4], "/") {
			to = filepath.Join(to, filepath.Base(from))
		}
		err = copyOne(from, to, info.Mode())
	}
	if err == nil {
		err = os.Chmod(to, info.Mode())
	}
	if err == nil && found[1] != "" {
		uid, _ := strconv.Atoi(found[1])
		gid, _ := strconv.Atoi(found[2])
		err = os.Chown(to, uid, gid)
	}
	if err != nil {
		m.t.Fatalf("COPY %s: %v", rest, err)
	}
}

// command is the image's program with arguments, as a container would run it.
func (m *container) command(argv []string, stdin string, env ...string) *exec.Cmd {
	return &exec.Cmd{
		Path: argv[0], Args: argv, Dir: m.dir, Env: append(slices.Clone(m.env), env...), Stdin: strings.NewReader(stdin),
		SysProcAttr: &syscall.SysProcAttr{
			Chroot:     m.root,
			Credential: &syscall.Credential{Uid: m.uid, Gid: m.gid},
			Pdeathsig:  syscall.SIGKILL,
		},
	}
}

// run runs the entry point to its end.
func (m *container) run(stdin string, args []string, env ...string) string {
	m.t.Helper()
	said, err := m.command(append(slices.Clone(m.entrypoint), args...), stdin, env...).CombinedOutput()
	if err != nil {
		m.t.Fatalf("%v: %v\n%s", args, err, said)
	}
	return string(said)
}

// TestImage makes the image's contents by the Dockerfile and uses them as a
// container would: in a chroot, as its user.
func TestImage(t *testing.T) {
	notShort(t)
	m := buildImage(t)
	m.checkFiles()

	if said := m.run("", []string{"version"}); !strings.Contains(said, imageBuild["VERSION"]) || !strings.Contains(said, imageBuild["REVISION"]) {
		t.Errorf("it doesn't know its version: %s", said)
	}
	// The README's way to try it, with a picture.
	said := m.run("kefir and a banana\n/week\n", []string{"chat", "--db", ":memory:"})
	if picture := regexp.MustCompile(`/tmp/\S+\.png`).FindString(said); picture == "" {
		t.Errorf("the week has no picture:\n%s", said)
	}
	m.serve()
}

// checkFiles checks that the image holds what it should, and that its user can
// change nothing but /data and /tmp.
func (m *container) checkFiles() {
	m.t.Helper()
	var names []string
	err := filepath.WalkDir(m.root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(path, m.root)
		info, err := entry.Info()
		if err != nil {
			return err
		}
		owner, _ := info.Sys().(*syscall.Stat_t)
		mine := owner.Uid == m.uid && info.Mode()&0o200 != 0 || info.Mode()&0o002 != 0
		if mine != (name == "/data" || name == "/tmp") {
			m.t.Errorf("%s: it may be written by the image's user: %v", name, mine)
		}
		if !entry.IsDir() || mine {
			names = append(names, name)
		}
		return nil
	})
	want := []string{"/bot", "/data", "/etc/ssl/certs/ca-certificates.crt", "/tmp"}
	if err != nil || !slices.Equal(names, want) {
		m.t.Errorf("the image holds %v, not %v: %v", names, want, err)
	}
}

// serve serves as the image does, on a file, and asks for health, figures, a
// check and a backup.
func (m *container) serve() {
	t := m.t
	t.Helper()
	server := telegramtest.New(telegramtest.Options{})
	web := httptest.NewServer(server)
	defer func() { server.Close(); web.Close() }()
	address, metrics := freeAddress(t), freeAddress(t)
	env := []string{
		"TELEGRAM_BOT_TOKEN=" + telegramtest.DefaultToken, "TELEGRAM_API_URL=" + web.URL, "DATA_KEY=" + testKey,
		"LISTEN_ADDR=" + address, "METRICS_ADDR=" + metrics, "LOG_FORMAT=json",
	}
	running := m.command(append(slices.Clone(m.entrypoint), "serve"), "", env...)
	var log lockedBuffer
	running.Stderr = &log
	if err := running.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = running.Process.Kill(); _ = running.Wait() }()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	ada := server.User(7)
	ada.Say("porridge and kefir")
	if _, err := ada.Next(ctx); err != nil {
		t.Fatalf("%v\n%s", err, log.String())
	}
	first, _, _ := strings.Cut(log.String(), "\n")
	if !json.Valid([]byte(first)) || !strings.Contains(first, imageBuild["VERSION"]) || !strings.Contains(first, imageBuild["REVISION"]) {
		t.Errorf("the log's first line is %s", first)
	}
	if said, err := m.command(m.health, "", env...).CombinedOutput(); err != nil {
		t.Errorf("health: %v\n%s", err, said)
	}
	if figures := get(t, "http://"+metrics+"/metrics"); !strings.Contains(figures, `gutskin_build_info{`) {
		t.Errorf("figures: %s", figures)
	}
	if said := m.run("", []string{"check"}, env...); !strings.Contains(said, "a bot is serving it") {
		t.Errorf("check: %s", said)
	}
	m.run("", []string{"backup", "today.db"}, env...)
	if _, err := os.Stat(filepath.Join(m.root, "data", "today.db")); err != nil {
		t.Error(err)
	}
	if err := running.Process.Signal(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
	if err := running.Wait(); err != nil {
		t.Errorf("%v\n%s", err, log.String())
	}
}

// get is what an address answers.
func get(t *testing.T, address string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var body bytes.Buffer
	if _, err := io.Copy(&body, resp.Body); err != nil {
		t.Fatal(err)
	}
	return body.String()
}
