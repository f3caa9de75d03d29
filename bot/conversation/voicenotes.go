package conversation

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"github.com/cenkalti/backoff/v5"

	"gutskin/coach"
	"gutskin/storage"
)

// voiceNotes are words that were spoken. A voice note is kept, and the update
// that brought it is over with that: nobody waits until it is written out. That
// is done by Service.Hear, which also handles what was heard, as if it had been
// typed. The words alone are kept, and what came of them, to be taken back.
type voiceNotes struct{ *turn }

func (t *turn) voiceNotes() voiceNotes { return voiceNotes{t} }

// What is listened to: speech of this length, in files of so many bytes, and of
// one person so many that wait.
const (
	longestVoice = 3 * time.Minute
	largestVoice = 5 << 20
	mostVoices   = 20
)

// voiceTries is how often writing one out is begun at most.
const voiceTries = 5

// HearWithin is longer than one call of Hear takes, Transcribe's own time aside.
const HearWithin = time.Minute

// came keeps a voice note to be written out, or says why not.
func (t voiceNotes) came() error {
	switch {
	case t.Transcribe == nil || t.Fetch == nil:
		return t.say("voice", nil)
	case t.e.File.ID == "":
		return t.say("voice.video", nil)
	case t.e.File.Length > longestVoice || t.e.File.Size > largestVoice:
		return t.say("voice.long", int(longestVoice.Minutes()))
	}
	waiting, err := t.tx.VoiceNotes().Waiting(t.u.ID)
	if err != nil {
		return err
	}
	if waiting >= mostVoices {
		return t.say("voice.many", nil)
	}
	payload, err := json.Marshal(t.e)
	if err != nil {
		return fmt.Errorf("keeping a voice note: %w", err)
	}
	return t.tx.VoiceNotes().Keep(coach.VoiceNote{Key: t.e.Key, UserID: t.u.ID, At: t.now, Payload: payload})
}

// Hearing is what became of a voice note when it was to be written out.
type Hearing string

// What may become of it.
const (
	Heard   Hearing = "heard"    // it was handled as a message
	Silent  Hearing = "silent"   // nothing was said in it
	PutOff  Hearing = "put_off"  // it failed, and will be tried again
	GivenUp Hearing = "given_up" // it failed, and the person was told so
	Void    Hearing = "void"     // it doesn't wait any more, or its person is gone
)

// Hearings lists them all.
func Hearings() []Hearing { return []Hearing{Heard, Silent, PutOff, GivenUp, Void} }

// Hear has a voice note, which was taken by storage's TakeVoiceNotes, written out,
// and handles what was heard. What fails is tried again later, at most voiceTries
// times in all; then the person is told. A note has its effect once, whatever
// fails in between. The error tells why there was none.
func (s *Service) Hear(ctx context.Context, v coach.VoiceNote) (Hearing, error) {
	var e Event
	if err := json.Unmarshal(v.Payload, &e); err != nil {
		return s.unheard(ctx, v, e, GivenUp, errors.New("its event can't be read"))
	}
	e.Spoken = true
	if v.Tries > voiceTries {
		return s.unheard(ctx, v, e, GivenUp, fmt.Errorf("%d tries ended without an answer", voiceTries))
	}
	text, err := s.listen(ctx, e)
	switch {
	case ctx.Err() != nil:
		return PutOff, context.Cause(ctx)
	case err != nil && v.Tries < voiceTries && errors.Is(err, coach.ErrUnavailable):
		if err2 := s.DB.PutOffVoiceNote(ctx, v, s.Now().Add(voicePause(v.Tries, err))); err2 != nil {
			err = errors.Join(err, err2) // it comes again by itself
		}
		return PutOff, err
	case err != nil:
		return s.unheard(ctx, v, e, GivenUp, err)
	case text == "":
		return s.unheard(ctx, v, e, Silent, nil)
	}
	e.Kind, e.Text = KindMessage, text
	mine := false
	err = s.lasting(ctx, func() error {
		return s.handle(ctx, e, occasion{
			over: func(tx *storage.Tx) (bool, error) { return tx.VoiceNotes().IsOver(e.UserID, v.Key) },
			take: func(tx *storage.Tx) (_ bool, err error) {
				mine, err = tx.VoiceNotes().End(e.UserID, v.Key)
				return mine, err
			},
		})
	})
	switch {
	case err != nil && errors.Is(err, coach.ErrUnavailable):
		return PutOff, err
	case err != nil:
		return s.unheard(ctx, v, e, GivenUp, err)
	case !mine:
		return Void, nil
	}
	return Heard, nil
}

// listen fetches the sound and has it written out.
func (s *Service) listen(ctx context.Context, e Event) (string, error) {
	if s.Transcribe == nil || s.Fetch == nil {
		return "", errors.New("TRANSCRIBE_URL isn't set any more")
	}
	sound, err := s.Fetch(ctx, e.File.ID, largestVoice)
	if err != nil {
		return "", fmt.Errorf("fetching the sound: %w", err)
	}
	return s.Transcribe(ctx, e.File.Name, sound)
}

// voicePause is how long to wait after so many tries, the last of which ended with
// err.
func voicePause(tries int, err error) time.Duration {
	pauses := backoff.ExponentialBackOff{InitialInterval: 5 * time.Second, RandomizationFactor: 0.2, Multiplier: 4, MaxInterval: 5 * time.Minute}
	pause := time.Duration(0)
	for range tries {
		pause = pauses.NextBackOff()
	}
	var asks interface{ RetryAfter() time.Duration }
	if errors.As(err, &asks) {
		pause = max(pause, min(asks.RetryAfter(), pauses.MaxInterval))
	}
	return pause
}

// lasting has do done, again for a while when the database is away: what was
// heard isn't asked for a second time. A panic is an error that names its kind
// alone, for its value may hold a person's words.
func (s *Service) lasting(ctx context.Context, do func() error) error {
	_, err := backoff.Retry(ctx, func() (_ struct{}, err error) {
		defer func() {
			if v := recover(); v != nil {
				kind := fmt.Sprintf("%T", v)
				if e, ok := v.(runtime.Error); ok {
					kind = e.Error()
				}
				s.Log.Error("a voice note's handling panicked", "panic", kind, "stack", string(debug.Stack()))
				err = backoff.Permanent(errors.New("panic: " + kind))
			}
		}()
		if err = do(); err != nil && !errors.Is(err, coach.ErrUnavailable) {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}, backoff.WithMaxElapsedTime(HearWithin/2))
	if p, ok := errors.AsType[*backoff.PermanentError](err); ok {
		return p.Unwrap()
	}
	return err
}

// unheard ends a voice note's waiting without anything heard, and tells the person.
func (s *Service) unheard(ctx context.Context, v coach.VoiceNote, e Event, what Hearing, why error) (Hearing, error) {
	waited := false
	err := s.lasting(ctx, func() error {
		return s.DB.Update(ctx, func(tx *storage.Tx) (err error) {
			if waited, err = tx.VoiceNotes().Drop(v.UserID, v.Key); err != nil || !waited || !s.allowed(v.UserID) || e.ChatID == 0 {
				return err
			}
			t := s.newTurn(ctx, tx, e)
			if err := t.say("voice.unheard", what == Silent); err != nil {
				return err
			}
			return t.send()
		})
	})
	switch {
	case err != nil:
		return PutOff, errors.Join(why, err) // it comes again by itself
	case !waited:
		return Void, why
	}
	return what, why
}

// handle handles what was heard, and shows it before the answer: after it where
// that is a referral, which comes first. What came of it is kept.
func (t voiceNotes) handle() error {
	before, err := settings(&t.u)
	if err != nil {
		return err
	}
	var o outcome
	if o.From, err = t.latest(); err != nil {
		return err
	}
	if err := t.router().message(); err != nil {
		return err
	}
	if t.forget { // all of theirs was just deleted
		return nil
	}
	if o.To, err = t.latest(); err != nil {
		return err
	}
	calls := t.heard.message.Care != ""
	if !calls { // what follows from an alarm isn't undone with its words
		after, err := settings(&t.u)
		if err != nil {
			return err
		}
		if before["zone"] == nil { // the diary was dated anew with the first one
			for _, name := range []string{"zone", "moves", "zones"} {
				delete(after, name)
			}
		}
		o.Before, o.After = difference(before, after)
	}
	if err := t.show(calls); err != nil {
		return err
	}
	kept, err := json.Marshal(o)
	if err != nil {
		return fmt.Errorf("keeping what came of a voice note: %w", err)
	}
	return t.tx.VoiceNotes().KeepOutcome(t.u.ID, t.e.Key, kept)
}

// show tells what was heard.
func (t voiceNotes) show(last bool) error {
	rows, err1 := t.keyboard().add("button.unsaid", nil, "unsaid", t.e.Key).done()
	text, err2 := t.words.HTML("voice.heard", t.e.Text)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	at := max(0, slices.IndexFunc(t.replies, plain)) // so that both are put together
	if last {
		at = len(t.replies)
	}
	t.replies = slices.Insert(t.replies, at, reply{Message{Text: text, Buttons: rows}, ""})
	return nil
}

// outcome is what came of a voice note: changes of the diary, those after From up
// to To, and of the person's settings, each with its value before and after.
type outcome struct {
	From   int64          `json:"from"`
	To     int64          `json:"to"`
	Before map[string]any `json:"before,omitempty"`
	After  map[string]any `json:"after,omitempty"`
}

// press takes back what came of a voice note: "unsaid tg:4242:17". What was changed
// otherwise since then stays as it is.
func (t voiceNotes) press(key string) error {
	kept, err := t.tx.VoiceNotes().TakeOutcome(t.u.ID, key)
	switch {
	case isNotFound(err):
		return t.say("button.old", nil)
	case err != nil:
		return err
	}
	var o outcome
	decoder := json.NewDecoder(bytes.NewReader(kept))
	decoder.UseNumber()
	if err := decoder.Decode(&o); err != nil {
		return fmt.Errorf("reading what came of a voice note: %w", err)
	}
	lifted, err := t.liftAll(o)
	if err != nil {
		return err
	}
	restored, err := t.restore(o)
	if err != nil {
		return err
	}
	source, err := t.tx.SourceOfReply(t.u.ID, t.e.ChatID, t.e.MessageID)
	if err != nil && !isNotFound(err) {
		return err
	}
	if !slices.Contains(lifted, source) { // else the message was changed just now
		t.dropButtons()
	}
	return t.say("voice.unsaid", len(lifted) > 0 || restored)
}

// latest is the number of the diary's last change.
func (t voiceNotes) latest() (int64, error) {
	last, err := t.tx.RecentChanges(t.u.ID, 1)
	if err != nil || len(last) == 0 {
		return 0, err
	}
	return last[0].Seq, nil
}

// liftAll lifts the outcome's changes that stand, the latest first, and gives the
// sources of those.
func (t voiceNotes) liftAll(o outcome) (sources []string, err error) {
	if o.To <= o.From {
		return nil, nil
	}
	latest, err := t.latest()
	if err != nil {
		return nil, err
	}
	recent, err := t.tx.RecentChanges(t.u.ID, int(latest-o.From))
	if err != nil {
		return nil, err
	}
	for _, c := range slices.Backward(recent) {
		if c.Seq <= o.From || c.Seq > o.To {
			continue
		}
		lifted, err := t.lift(c)
		if err != nil {
			return nil, err
		}
		if lifted {
			sources = appendNew(sources, c.Source)
		}
	}
	for _, source := range sources {
		if _, err := t.display().refresh(source); err != nil {
			return nil, err
		}
	}
	return sources, nil
}

// lift undoes one change, if nothing else was made of its source since. What was
// logged goes with all that was made of it.
func (t voiceNotes) lift(c coach.Change) (done bool, err error) {
	for {
		changes, _, err := t.standing(c.Source)
		if err != nil {
			return done, err
		}
		last, ok := coach.Undoable(changes)
		switch {
		case ok && (last.Seq == c.Seq || c.Kind == coach.ChangeLog && last.Seq > c.Seq):
			_, err = t.append(coach.ChangeUndo, c.Source, last.Seq, nil)
		case c.Kind == coach.ChangeUndo && !done && lastAbout(changes, c.Base) == c.Seq && (!ok || last.Seq < c.Seq):
			_, err = t.append(coach.ChangeRedo, c.Source, c.Base, nil)
		case c.Kind == coach.ChangeRedo && !done && ok && last.Seq == c.Base && lastAbout(changes, c.Base) == c.Seq:
			_, err = t.append(coach.ChangeUndo, c.Source, c.Base, nil)
		default:
			return done, nil
		}
		if err != nil {
			return done, err
		}
		done = true
	}
}

// lastAbout is the number of the last undo or redo of the change base.
func lastAbout(changes []coach.Change, base int64) (seq int64) {
	for _, c := range changes {
		if c.Base == base && (c.Kind == coach.ChangeUndo || c.Kind == coach.ChangeRedo) {
			seq = c.Seq
		}
	}
	return seq
}

// restore gives the person's settings the values that they had before, where they
// still have those of after.
func (t voiceNotes) restore(o outcome) (done bool, err error) {
	now, err := settings(&t.u)
	if err != nil || !giveBack(now, o.Before, o.After) {
		return false, err
	}
	kept, err := json.Marshal(now)
	if err != nil {
		return false, fmt.Errorf("restoring settings: %w", err)
	}
	var u coach.User
	if err := json.Unmarshal(kept, &u); err != nil {
		return false, fmt.Errorf("restoring settings: %w", err)
	}
	old := t.u
	t.u = u
	t.u.ID, t.u.Created, t.u.LastWrote, t.u.Left, t.u.Reviewed, t.u.Kept = old.ID, old.Created, old.LastWrote, old.Left, old.Reviewed, old.Kept
	t.u.Asked, t.u.Calm, t.u.Told, t.u.Album, t.u.Week = old.Asked, old.Calm, old.Told, old.Album, old.Week
	t.now = t.now.In(t.u.Location())
	return true, nil
}

// noSettings are the fields of coach.User that say what happened, and aren't
// given back.
var noSettings = []string{"id", "created", "last_wrote", "left", "reviewed", "kept", "asked", "calm", "told", "album", "week"}

// settings are what the person set, and the question that waits, as JSON has it.
func settings(u *coach.User) (map[string]any, error) {
	text, err := json.Marshal(u)
	if err != nil {
		return nil, fmt.Errorf("reading settings: %w", err)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var all map[string]any
	if err := decoder.Decode(&all); err != nil {
		return nil, fmt.Errorf("reading settings: %w", err)
	}
	for _, name := range noSettings {
		delete(all, name)
	}
	return all, nil
}

// difference is what differs between two JSON objects, field by field, as it is in
// each; nil stands for a field that isn't there.
func difference(a, b map[string]any) (inA, inB map[string]any) {
	inA, inB = map[string]any{}, map[string]any{}
	names := maps.Clone(a)
	maps.Copy(names, b)
	for name := range names {
		x, both1 := a[name].(map[string]any)
		y, both2 := b[name].(map[string]any)
		switch {
		case reflect.DeepEqual(a[name], b[name]):
		case both1 && both2:
			inA[name], inB[name] = difference(x, y)
		default:
			inA[name], inB[name] = a[name], b[name]
		}
	}
	return inA, inB
}

// giveBack gives the fields of an object that still are as in after the values
// that they have in before, and reports whether there were any.
func giveBack(object, before, after map[string]any) (done bool) {
	for name, then := range after {
		now, ok1 := object[name].(map[string]any)
		was, ok2 := before[name].(map[string]any)
		inner, ok3 := then.(map[string]any)
		switch {
		case ok1 && ok2 && ok3:
			done = giveBack(now, was, inner) || done
		case !reflect.DeepEqual(object[name], then):
		case before[name] == nil:
			delete(object, name)
			done = true
		default:
			object[name], done = before[name], true
		}
	}
	return done
}
