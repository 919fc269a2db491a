package vendors

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/voice"
	"github.com/muster-wfm/muster/workforce"
)

// VoiceReason is why customers come: a node of the owner's tree.
type VoiceReason struct {
	ID, Version  int64
	ParentID     int64 // 0: at the top
	Code         string
	Name, NameZh string
	Driver       voice.Driver
	Words        []string // by which texts without a reason are filed under it
	Retired      bool     // takes nothing new
}

// deepest is how many reasons can stand under each other.
const deepest = 5

// mostWords is how many words a reason can have.
const mostWords = 40

func (r VoiceReason) check(tree []VoiceReason) (VoiceReason, error) {
	r.Code, r.Name, r.NameZh = strings.TrimSpace(r.Code), strings.TrimSpace(r.Name), strings.TrimSpace(r.NameZh)
	var l problem.List
	l.Need(workforce.IsCode(r.Code), "code", quoted(r.Code), workforce.CodeRule, problem.Wanting(problem.CodeText, workforce.LongestCode))
	l.Need(isText(r.Name, 1, 200), "name", quoted(r.Name), "1 to 200 printable characters", problem.Wanting(problem.Characters, 1, 200))
	l.Need(isText(r.NameZh, 0, 200), "nameZh", quoted(r.NameZh), "at most 200 printable characters", problem.Wanting(problem.Characters, 0, 200))
	l.Need(slices.Contains(voice.Kinds(), r.Driver), "driver", r.Driver, fmt.Sprint(voice.Kinds()), problem.Wanting(problem.Choice))
	l.Need(len(r.Words) <= mostWords, "words", len(r.Words), fmt.Sprintf("at most %d words", mostWords), problem.Wanting(problem.AtMost, mostWords))
	for i, w := range r.Words {
		r.Words[i] = strings.TrimSpace(w)
		l.Need(isText(r.Words[i], 1, 60), fmt.Sprintf("words[%d]", i), quoted(w), "a word of 1 to 60 characters", problem.Wanting(problem.Characters, 1, 60))
	}
	parents := parentsOf(tree)
	if r.ParentID != 0 {
		_, known := parents[r.ParentID]
		l.Need(known, "parentId", r.ParentID, "a reason that there is, or 0", problem.Wanting(problem.Existing))
	}
	if r.ID != 0 {
		parents[r.ID] = r.ParentID
	}
	l.Need(depth(parents, r.ParentID) < deepest, "parentId", r.ParentID, fmt.Sprintf("a tree of at most %d levels in which nothing stands under itself", deepest))
	return r, refused("reason", l)
}

func parentsOf(tree []VoiceReason) map[int64]int64 {
	out := map[int64]int64{}
	for _, r := range tree {
		out[r.ID] = r.ParentID
	}
	return out
}

// depth counts the reasons from one up to the top; a circle is deeper than any tree.
func depth(parents map[int64]int64, id int64) int {
	n := 0
	for ; id != 0 && n <= len(parents); n++ {
		id = parents[id]
	}
	if id != 0 {
		return deepest
	}
	return n
}

// subtree is a reason with everything under it.
func subtree(tree []VoiceReason, root int64) map[int64]bool {
	parents, in := parentsOf(tree), map[int64]bool{root: true}
	for id := range parents {
		n := 0
		for at := id; at != 0 && n <= len(parents); at, n = parents[at], n+1 {
			if at == root {
				in[id] = true
			}
		}
	}
	return in
}

// Reasons lists the tree, each reason after the one above it, by code.
func (s *Voice) Reasons(ctx context.Context, scope auth.Scope) ([]VoiceReason, error) {
	list, err := s.store.VoiceReasons(ctx, scope)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b VoiceReason) int { return strings.Compare(a.Code, b.Code) })
	under := map[int64][]VoiceReason{}
	for _, r := range list {
		under[r.ParentID] = append(under[r.ParentID], r)
	}
	out := make([]VoiceReason, 0, len(list))
	var walk func(parent int64)
	walk = func(parent int64) {
		for _, r := range under[parent] {
			out = append(out, r)
			walk(r.ID)
		}
	}
	walk(0)
	return out, nil
}

// PutReason keeps a new reason (id 0), or a change of one that still has the version
// of r.
func (s *Voice) PutReason(ctx context.Context, scope auth.Scope, r VoiceReason) (VoiceReason, error) {
	if err := ownersOnly(scope); err != nil {
		return r, err
	}
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		tree, err := s.store.VoiceReasons(ctx, scope)
		if err != nil {
			return err
		}
		if r.ID != 0 && !slices.ContainsFunc(tree, func(one VoiceReason) bool { return one.ID == r.ID }) {
			return database.ErrNotFound
		}
		if r, err = r.check(tree); err != nil {
			return err
		}
		r, err = s.putReason(ctx, scope, r)
		return err
	})
	return r, err
}

func (s *Voice) putReason(ctx context.Context, scope auth.Scope, r VoiceReason) (VoiceReason, error) {
	write, action := s.store.AddVoiceReason, "voice_reason.create"
	if r.ID != 0 {
		write, action = s.store.UpdateVoiceReason, "voice_reason.change"
	}
	r, err := write(ctx, scope, r)
	if err != nil {
		return r, err
	}
	return r, s.journal.Record(ctx, scope, action, fmt.Sprintf("voice_reason/%d", r.ID), map[string]any{"code": r.Code, "driver": r.Driver, "words": r.Words})
}

// Reason returns one reason.
func (s *Voice) Reason(ctx context.Context, scope auth.Scope, id int64) (VoiceReason, error) {
	list, err := s.store.VoiceReasons(ctx, scope)
	if err != nil {
		return VoiceReason{}, err
	}
	at := slices.IndexFunc(list, func(r VoiceReason) bool { return r.ID == id })
	if at < 0 {
		return VoiceReason{}, database.ErrNotFound
	}
	return list[at], nil
}
