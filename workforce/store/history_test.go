package store_test

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// memory is what a register should hold: a plain map of the same skills.
type memory struct {
	*testing.T
	register *workforce.Register[workforce.Skill]
	scope    auth.Scope
	skills   map[int64]workforce.Skill
}

func (m *memory) anyone(t *rapid.T) (workforce.Skill, bool) {
	ids := slices.Sorted(maps.Keys(m.skills))
	if len(ids) == 0 {
		return workforce.Skill{}, false
	}
	return m.skills[rapid.SampledFrom(ids).Draw(t, "id")], true
}

func (m *memory) holds(code string, but int64) bool {
	for _, s := range m.skills {
		if s.Code == code && s.ID != but {
			return true
		}
	}
	return false
}

func (m *memory) create(t *rapid.T) {
	code := rapid.StringMatching(`[a-cA-C_%]{1,2}`).Draw(t, "code")
	made, err := m.register.Create(m.Context(), m.scope, workforce.Skill{Code: code, Name: "New " + code})
	if taken := m.holds(code, 0); taken != database.IsDuplicate(err) || !taken && err != nil {
		t.Fatalf("create %q: %v; taken before: %t", code, err, taken)
	}
	if err == nil {
		m.skills[made.ID] = made
	}
}

func (m *memory) edit(t *rapid.T) {
	s, some := m.anyone(t)
	if !some {
		return
	}
	s.Name, s.Code = rapid.StringMatching(`[a-z]{1,5}`).Draw(t, "name"), rapid.StringMatching(`[a-cA-C_%]{1,2}`).Draw(t, "code")
	behind := rapid.Bool().Draw(t, "stale")
	want := m.skills[s.ID].Version
	if behind {
		s.Version--
	}
	changed, err := m.register.Edit(m.Context(), m.scope, s)
	var stale *database.StaleError
	switch {
	case behind:
		if !errors.As(err, &stale) || stale.Have != want || stale.Want != want-1 {
			t.Fatalf("edit of version %d while %d stands: %v; want both versions", want-1, want, err)
		}
	case m.holds(s.Code, s.ID):
		if !database.IsDuplicate(err) {
			t.Fatalf("edit to the taken code %q: %v; want a duplicate", s.Code, err)
		}
	case err != nil || changed.Version != want+1:
		t.Fatalf("edit of %+v: version %d, %v; want %d", s, changed.Version, err, want+1)
	default:
		m.skills[s.ID] = changed
	}
}

func (m *memory) remove(t *rapid.T) {
	s, some := m.anyone(t)
	if !some {
		s.ID = 999_999
	}
	if err := m.register.Delete(m.Context(), m.scope, s.ID); some != (err == nil) || !some && !errors.Is(err, database.ErrNotFound) {
		t.Fatalf("delete of %d, which exists %t: %v", s.ID, some, err)
	}
	delete(m.skills, s.ID)
}

// check reads everything in pages of a random size and compares.
func (m *memory) check(t *rapid.T) {
	limit := rapid.IntRange(1, 4).Draw(t, "limit")
	var got []workforce.Skill
	for cursor, first := "", true; first || cursor != ""; first = false {
		page, err := m.register.List(m.Context(), m.scope, workforce.Filter{}, cursor, limit)
		if err != nil || len(page.Items) > limit {
			t.Fatalf("page of %d items, limit %d: %v", len(page.Items), limit, err)
		}
		got, cursor = append(got, page.Items...), page.Next
	}
	want := slices.SortedFunc(maps.Values(m.skills), func(a, b workforce.Skill) int { return cmp.Compare(a.Code, b.Code) })
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Fatalf("register (-remembered +listed):\n%s", diff)
	}
}

// Whatever is created, edited and deleted in whatever order, a register holds
// exactly what a plain memory of it holds, on both engines.
func TestARegisterRemembersWhatAMapWould(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := newCentre(t, db, auth.SystemScope(1))
		if err := errors.Join(c.Queues.Delete(t.Context(), c.all, c.queue.ID), c.Skills.Delete(t.Context(), c.all, c.billing.ID)); err != nil {
			t.Fatal(err)
		}
		m := &memory{T: t, register: c.Skills, scope: c.all, skills: make(map[int64]workforce.Skill)}
		rounds := 0
		rapid.Check(t, func(t *rapid.T) {
			if rounds++; rounds > 20 && db.Dialect() == database.PostgreSQL {
				return // a server costs more to ask; SQLite goes through all of them
			}
			for range 4 { // the memory outlives the run: histories grow from one to the next
				switch rapid.IntRange(0, 3).Draw(t, "verb") {
				case 0, 1:
					m.create(t)
				case 2:
					m.edit(t)
				default:
					m.remove(t)
				}
			}
			m.check(t)
		})
	})
}

func TestOfManyOverlappingAssignmentsMadeAtOnceOneStands(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		p := c.hire(t, c.person("1001"))
		const writers = 6
		errs := make([]error, writers)
		var group sync.WaitGroup
		for i := range writers {
			group.Go(func() {
				_, errs[i] = c.Assignments.Create(t.Context(), c.all, workforce.Assignment{
					PersonID: p.ID, Date: grid.MustDate("2026-03-03"), Start: 540 + i, End: 600 + i, Note: fmt.Sprint("writer ", i),
				})
			})
		}
		group.Wait()
		made := 0
		for i, err := range errs {
			var overlap *workforce.OverlapError
			if err == nil {
				made++
			} else if !errors.As(err, &overlap) {
				t.Errorf("writer %d: %v; want success or *workforce.OverlapError", i, err)
			}
		}
		standing, err := c.Assignments.Find(t.Context(), c.all, workforce.Filter{PersonIDs: []int64{p.ID}})
		if err != nil || made != 1 || len(standing) != 1 {
			t.Errorf("%d of %d were taken, %d stand, %v; want 1 and 1", made, writers, len(standing), err)
		}
	})
}
