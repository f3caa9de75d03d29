package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"gutskin/bot/conversation"
	"gutskin/bot/telegram"
	"gutskin/storage"
)

// failedMost is how many updates are listed, replayed or dropped in one go.
const failedMost = 10_000

// failed lists the updates that were set aside, handles them again, or drops
// them.
func (p *program) failed(ctx context.Context, args []string) error {
	if len(args) == 0 || args[0] == "list" && len(args) == 1 {
		return p.listFailed(ctx)
	}
	verb, keys := args[0], args[1:]
	if verb != "replay" && verb != "drop" || len(keys) == 0 {
		return fmt.Errorf("%s takes nothing, or replay or drop with KEY… or --all", p.command("failed"))
	}
	place, err := p.cfg.place()
	if err != nil {
		return err
	}
	db, err := p.openStorage(ctx, place, storage.MustExist())
	if err != nil {
		return err
	}
	defer db.Close()
	chosen, err := chooseFailed(ctx, db, keys)
	if err != nil {
		return err
	}
	if verb == "drop" {
		return p.dropFailed(ctx, db, chosen)
	}
	return p.replayFailed(ctx, db, chosen)
}

// listFailed tells which updates are set aside: of whom and why, never what
// they hold.
func (p *program) listFailed(ctx context.Context) error {
	place, err := p.cfg.place()
	if err != nil {
		return err
	}
	keys, err := p.keysOf(place)
	if err != nil {
		return err
	}
	db, err := storage.Look(ctx, place, keys)
	if err != nil {
		return err
	}
	defer db.Close()
	list, err := db.FailedUpdates(ctx, failedMost)
	if err != nil {
		return err
	}
	for _, f := range list {
		fmt.Fprintf(p.stdout, "%s  %s  user %d  %s\n", f.Key, f.At.UTC().Format(time.RFC3339), f.UserID, f.Why)
	}
	if len(list) == 0 {
		fmt.Fprintln(p.stdout, "No update is set aside.")
	}
	return nil
}

// chooseFailed are the updates with those keys, or all; the oldest first, as
// they came.
func chooseFailed(ctx context.Context, db *storage.DB, keys []string) ([]storage.FailedUpdate, error) {
	list, err := db.FailedUpdates(ctx, failedMost)
	if err != nil {
		return nil, err
	}
	slices.Reverse(list)
	if len(keys) == 1 && keys[0] == "--all" {
		return list, nil
	}
	for _, key := range keys {
		if !slices.ContainsFunc(list, func(f storage.FailedUpdate) bool { return f.Key == key }) {
			return nil, fmt.Errorf("no update %q is set aside", key)
		}
	}
	return slices.DeleteFunc(list, func(f storage.FailedUpdate) bool { return !slices.Contains(keys, f.Key) }), nil
}

func (p *program) dropFailed(ctx context.Context, db *storage.DB, chosen []storage.FailedUpdate) error {
	for _, f := range chosen {
		err := db.Update(ctx, func(tx *storage.Tx) error {
			_, err := tx.TakeFailed(f.Key, f.UserID)
			return err
		})
		if err != nil {
			return err
		}
	}
	fmt.Fprintf(p.stdout, "%d dropped.\n", len(chosen))
	return nil
}

// replayFailed handles the updates again. One that fails again stays set aside.
func (p *program) replayFailed(ctx context.Context, db *storage.DB, chosen []storage.FailedUpdate) error {
	if p.cfg.Token == "" {
		return errors.New("TELEGRAM_BOT_TOKEN is not set: whom an update was for is asked of Telegram")
	}
	service, err := p.service(db, time.Now, "", slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	client, err := p.reach(service)
	if err != nil {
		return err
	}
	defer client.Close()
	me, err := client.Me(ctx)
	if err != nil {
		return err
	}
	stay := 0
	for _, f := range chosen {
		if err := replay(ctx, service, f, me); err != nil {
			stay++
			fmt.Fprintf(p.stdout, "%s stays set aside: %v\n", f.Key, err)
		}
	}
	fmt.Fprintf(p.stdout, "%d handled; what they are answered goes out with the serving bot.\n", len(chosen)-stay)
	if stay > 0 {
		return fmt.Errorf("%d of %d failed again", stay, len(chosen))
	}
	return nil
}

// replay handles one update again. A panic is an error that names its kind
// alone, for its value may hold a person's words.
func replay(ctx context.Context, service *conversation.Service, f storage.FailedUpdate, me telegram.User) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %T", v)
		}
	}()
	e, err := telegram.Decode(f.Payload, me)
	shared := "tg:" + e.Key[strings.LastIndexByte(e.Key, ':')+1:] // its key before bots were told apart
	if err != nil || e.Key != f.Key && shared != f.Key || e.UserID != f.UserID {
		return errors.New("it can't be read as an update any more")
	}
	e.Key = f.Key
	return service.HandleAgain(ctx, e)
}
