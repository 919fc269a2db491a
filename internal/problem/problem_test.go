package problem_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/problem"
)

func TestAnInputWithoutFaultIsNoError(t *testing.T) {
	var l problem.List
	l.Need(true, "agents", 3, "0 or more")
	if err := l.Err(); err != nil {
		t.Errorf("got %v (%T), want nil", err, err)
	}
}

func TestEveryFaultIsNamedInTheOrderOfLooking(t *testing.T) {
	var l problem.List
	l.Need(false, "agents", -3, "0 or more")
	l.Need(true, "interval", 900, "more than 0 seconds")
	l.Need(false, "queues[1].name", `""`, "a name", problem.Wanting(problem.Name))
	want := problem.List{{"agents", "-3", "0 or more", problem.Want{}}, {"queues[1].name", `""`, "a name", problem.Wanting(problem.Name)}}
	if diff := cmp.Diff(want, l); diff != "" {
		t.Error(diff)
	}
	const text = "agents: found -3; expected 0 or more\nqueues[1].name: found \"\"; expected a name"
	if got := l.Error(); got != text {
		t.Errorf("got %q, want %q", got, text)
	}
}

func TestTheListIsFoundInAWrappedError(t *testing.T) {
	var l, got problem.List
	l.Need(false, "weeks", 0, "1 or more")
	if err := fmt.Errorf("plan 7: %w", l.Err()); !errors.As(err, &got) || got[0].Field != "weeks" {
		t.Errorf("found %v in %v, want weeks", got, err)
	}
}
