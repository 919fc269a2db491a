package careers

import (
	"fmt"
	"reflect"

	"github.com/muster-wfm/muster/careers/ladder"
)

// DifferenceKind says what became of a part of a ladder.
type DifferenceKind string

// The kinds.
const (
	Added   DifferenceKind = "added"
	Removed DifferenceKind = "removed"
	Changed DifferenceKind = "changed"
)

// Difference is one thing that two versions of a ladder do not have alike.
type Difference struct {
	Kind  DifferenceKind
	Part  string // rung, track or move
	Which string // its code; of a move "from → to"
	Field string // of what changed: name, band, headcount, stay, rungs, kind, asks
}

// Differences lists what a version has otherwise than an earlier one.
func Differences(before, after *ladder.Ladder) []Difference {
	var list []Difference
	list = append(list, compare("rung", before.Rungs, after.Rungs, func(r ladder.Rung) string { return r.Code }, func(r ladder.Rung) map[string]any {
		return map[string]any{"name": r.Name, "band": r.Band, "entry": r.Entry, "stay": r.Dwell, "headcount": r.Headcount}
	})...)
	list = append(list, compare("track", before.Tracks, after.Tracks, func(t ladder.Track) string { return t.Code }, func(t ladder.Track) map[string]any {
		return map[string]any{"name": t.Name, "kind": t.Kind, "rungs": t.Rungs}
	})...)
	return append(list, compare("move", before.Edges, after.Edges, func(e ladder.Edge) string { return fmt.Sprintf("%s → %s", e.From, e.To) }, func(e ladder.Edge) map[string]any {
		return map[string]any{"kind": e.Kind, "asks": e.Asks}
	})...)
}

// compare names what was added, removed, and which fields changed.
func compare[T any](part string, before, after []T, code func(T) string, fields func(T) map[string]any) (list []Difference) {
	was := map[string]T{}
	for _, b := range before {
		was[code(b)] = b
	}
	for _, a := range after {
		old, found := was[code(a)]
		if !found {
			list = append(list, Difference{Added, part, code(a), ""})
			continue
		}
		delete(was, code(a))
		old2, now := fields(old), fields(a)
		for _, field := range []string{"name", "kind", "band", "entry", "stay", "headcount", "rungs", "asks"} {
			if !reflect.DeepEqual(old2[field], now[field]) {
				list = append(list, Difference{Changed, part, code(a), field})
			}
		}
	}
	for _, b := range before {
		if _, gone := was[code(b)]; gone {
			list = append(list, Difference{Removed, part, code(b), ""})
		}
	}
	return list
}
