package model

import (
	"strings"
	"testing"
)

func TestNotesAreSaidInEnglishWithTheirArguments(t *testing.T) {
	cases := []struct {
		note Note
		want string
	}{
		{note(NoteUnderOneWeek), "less than a week of history: weekdays that never occurred are assumed to be like the others"},
		{note(NoteHistoryEnds, "days", "23"), "the history ends 23 days before the first day forecast"},
		{note(WhyBest, "model", "factors rank=3", "percent", "14"), "14 % behind the best, factors rank=3; up to 10 % is near enough"},
		{note("of_a_later_version", "b", "2", "a", "1"), "of a later version, a 1, b 2"},
	}
	for _, tc := range cases {
		if got := tc.note.String(); got != tc.want {
			t.Errorf("%v reads %q, want %q", tc.note.Code, got, tc.want)
		}
	}
}

func TestEveryNoteOfARunHasAllItsArguments(t *testing.T) {
	in := restless().input(t, 300)
	in.From = in.History.Date(in.History.Days() + 3)
	for _, days := range []int{3, 10, 30, 168} {
		c := restless()
		c.days = days
		in.History = c.history(t)
		r := mustRun(t, in)
		for _, cand := range r.Candidates {
			r.Notes = append(r.Notes, cand.Why)
		}
		for _, n := range r.Notes {
			if text := n.String(); strings.ContainsAny(text, "{}") || text == "" {
				t.Errorf("%d days: the note %q reads %q", days, n.Code, text)
			}
		}
	}
}

func TestReasonsAreReadByCodeOrByTheirOldWords(t *testing.T) {
	for code, text := range flagTexts {
		if ParseFlagReason(text) != code || ParseFlagReason(string(code)) != code || code.Text() != text {
			t.Errorf("%s: words %q read as %q, code as %q", code, text, ParseFlagReason(text), ParseFlagReason(string(code)))
		}
	}
	if got := FlagReason("of_later").Text(); got != "of_later" {
		t.Errorf("an unknown reason reads %q", got)
	}
}
