package picture

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"gutskin/bot/conversation"
	"gutskin/coach"
	"gutskin/coach/care"
	"gutskin/coach/food"
	"gutskin/coach/intent"
	"gutskin/content"
	"gutskin/storage"
)

// talk is a conversation whose pictures are drawn by p.
type talk struct {
	t       *testing.T
	db      *storage.DB
	service *conversation.Service
	now     time.Time
	events  int
	buttons []conversation.Button // of the latest message
}

func newTalk(t *testing.T, p *Painter) *talk {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	keys, err := storage.NewKeys()
	check(err)
	db, err := storage.Open(t.Context(), ":memory:", keys)
	check(err)
	t.Cleanup(func() { db.Close() })
	lexicon, err := food.LoadLexicon(content.Files)
	check(err)
	hear, err := care.NewReader(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := intent.NewReader(content.Files, food.NewReader(lexicon), hear)
	check(err)
	guide, err := coach.LoadGuide(content.Files)
	check(err)
	k := &talk{t: t, db: db, now: monday.At(8*time.Hour, time.UTC)}
	k.service, err = conversation.New(conversation.Config{
		DB: db, Reader: reader, Lexicon: lexicon, Guide: guide, Content: content.Files, Zone: "UTC",
		Now: func() time.Time { return k.now }, Pictures: p,
	})
	check(err)
	return k
}

// say gives what the coach answers, and whether there is a picture.
func (k *talk) say(text string) (answer string, pictured bool) {
	k.t.Helper()
	return k.event(conversation.KindMessage, text)
}

// figures presses the button for all figures, where there is one.
func (k *talk) figures() string {
	k.t.Helper()
	for _, b := range k.buttons {
		if strings.HasPrefix(b.Data, "figures ") {
			answer, _ := k.event(conversation.KindButton, b.Data)
			return answer
		}
	}
	return ""
}

func (k *talk) event(kind conversation.EventKind, text string) (answer string, pictured bool) {
	k.t.Helper()
	k.events++
	k.buttons = nil
	err := k.service.Handle(k.t.Context(), conversation.Event{
		Key: fmt.Sprint("tg:", k.events), UserID: 1, ChatID: 1, Private: true, Kind: kind,
		MessageID: k.events * 10, Text: text, Sent: k.now,
	})
	if err != nil {
		k.t.Fatal(err)
	}
	for {
		list, err := k.db.NextDeliveries(k.t.Context(), k.now, 10)
		if err != nil {
			k.t.Fatal(err)
		}
		if len(list) == 0 {
			return answer, pictured
		}
		for _, d := range list {
			m, err := conversation.Decode(d.Payload)
			if err != nil {
				k.t.Fatal(err)
			}
			for _, row := range m.Buttons {
				k.buttons = append(k.buttons, row...)
			}
			answer, pictured = answer+"\n"+m.Text, pictured || m.Photo != nil
			if err := k.db.Sent(k.t.Context(), d, k.events*10+1); err != nil {
				k.t.Fatal(err)
			}
		}
	}
}

// days are what is told day by day, a line a message.
var days = []string{
	"breakfast: porridge with blueberries and kefir\ndinner: lentil soup with carrots, 3 glasses of water\nskin 3",
	"breakfast: toast with jam\nlunch: a burger and a cola, basil\nskin 2",
	"lunch: apple", // not logged
	"breakfast: yogurt with walnuts\ndinner: chickpea curry with spinach, 1 l of water\nskin 4",
	"",
	"breakfast: muesli with banana\nlunch: quinoa salad with kimchi\ndinner: pasta and a beer\nskin 4",
}

var figure = regexp.MustCompile(`\d[\d,.]*\d|\d`)

// TestEveryFigureIsInTheWords talks for two weeks and asks for the week and
// its plants every evening: what the pictures say in figures, the messages
// with them and all figures of the week say too.
func TestEveryFigureIsInTheWords(t *testing.T) {
	p := newPainter(t)
	var shown []string
	k := newTalk(t, p)
	p.watch = func(one placement) { shown = append(shown, one.text) }
	k.say("/start")
	k.say("skip")
	for range 14 {
		for _, line := range strings.Split(days[k.now.YearDay()%len(days)], "\n") {
			k.say(line)
		}
		k.now = k.now.Add(12 * time.Hour)
		for _, command := range []string{"/week", "/plants"} {
			shown = nil
			words, pictured := k.say(command)
			if !pictured {
				t.Errorf("%s has no picture on %s", command, k.now.Weekday())
			}
			drawn := shown
			words += k.figures()
			said := map[string]bool{}
			for _, f := range figure.FindAllString(words, -1) {
				said[f] = true
			}
			for _, text := range drawn {
				for _, f := range figure.FindAllString(text, -1) {
					if !said[f] {
						t.Errorf("%s on %s: %q is drawn, and %s isn't said in:\n%s", command, k.now.Weekday(), text, f, words)
					}
				}
			}
		}
		k.now = k.now.Add(12 * time.Hour)
	}
}
