package auth

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestWaitDoublesFromTheLastFreeTry(t *testing.T) {
	now := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	want := []time.Duration{0, 0, time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second}
	var f Failure
	for i, wait := range want {
		f = f.another(now, 3)
		got := f.BlockedUntil.Sub(now)
		if f.BlockedUntil.IsZero() {
			got = 0
		}
		if got != wait || f.Count != int64(i+1) {
			t.Errorf("failure %d: got count %d, wait %v; want a wait of %v", i+1, f.Count, got, wait)
		}
	}
}

func TestFailuresAreForgottenAfterAnHour(t *testing.T) {
	now := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	f := Failure{Count: 40, Last: now}
	if got := f.another(now.Add(forgetAfter), 3); got.Count != 41 {
		t.Errorf("within the hour: got count %d, want 41", got.Count)
	}
	if got := f.another(now.Add(forgetAfter+time.Second), 3); got.Count != 1 || !got.BlockedUntil.IsZero() {
		t.Errorf("after the hour: got %+v, want the first failure", got)
	}
}

func TestWaitNeverShrinksNorExceedsItsLimit(t *testing.T) {
	now := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		free := rapid.Int64Range(1, 60).Draw(t, "free")
		count := rapid.Int64Range(0, 1<<40).Draw(t, "count")
		first := Failure{Count: count, Last: now}.another(now, free)
		second := first.another(now, free)
		if second.BlockedUntil.Before(first.BlockedUntil) || second.BlockedUntil.After(now.Add(longestWait)) {
			t.Fatalf("waits from count %d, %d free: got %v then %v", count, free, first.BlockedUntil.Sub(now), second.BlockedUntil.Sub(now))
		}
	})
}

func TestWhatWasTriedIsNotKeptInTheClear(t *testing.T) {
	keys := map[string]bool{}
	for _, key := range []string{
		triedAccount("ana@brightline.example", "192.0.2.7"), triedAccount("ana@brightline.example", "192.0.2.8"),
		triedAccount("bo@brightline.example", "192.0.2.7"), triedAddress("192.0.2.7"), triedAddress("192.0.2.8"),
	} {
		if len(key) != 64 || keys[key] {
			t.Errorf("key %q: want 64 hexadecimal digits, each key another", key)
		}
		keys[key] = true
	}
}
