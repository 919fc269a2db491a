package store_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

func TestAStaleEditIsRefusedWithBothVersions(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		first, second := c.queue, c.queue
		first.Name, second.Name = "First", "Second"
		if _, err := c.Queues.Edit(t.Context(), c.all, first); err != nil {
			t.Fatal(err)
		}
		_, err := c.Queues.Edit(t.Context(), c.all, second)
		var stale *database.StaleError
		if !errors.As(err, &stale) {
			t.Fatalf("second edit of one version: %v; want *database.StaleError", err)
		}
		want := &database.StaleError{What: "queue", ID: c.queue.ID, Have: 2, Want: 1}
		if diff := cmp.Diff(want, stale); diff != "" {
			t.Errorf("error (-want +got):\n%s", diff)
		}
		got, err := c.Queues.Get(t.Context(), c.all, c.queue.ID)
		if err != nil || got.Name != "First" || len(got.Goals) != 2 || len(got.Hours) != 2 {
			t.Errorf("after the refused edit: %+v, %v; want the first edit with its hours and goal", got, err)
		}
	})
}

func TestOfManyEditsOfOneVersionOneIsTaken(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		const editors = 8
		taken := make([]bool, editors)
		var group sync.WaitGroup
		for i := range editors {
			group.Go(func() {
				mine := c.billing
				mine.Name = fmt.Sprint("Editor ", i)
				_, err := c.Skills.Edit(t.Context(), c.all, mine)
				var stale *database.StaleError
				if taken[i] = err == nil; !taken[i] && !errors.As(err, &stale) {
					t.Errorf("editor %d: %v; want success or *database.StaleError", i, err)
				}
			})
		}
		group.Wait()
		won := 0
		for _, ok := range taken {
			if ok {
				won++
			}
		}
		if won != 1 {
			t.Errorf("%d of %d edits of one version were taken; want 1", won, editors)
		}
	})
}

func TestATakenCodeIsRefusedByName(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		other, err := c.Skills.Create(t.Context(), c.all, workforce.Skill{Code: "sales", Name: "Sales"})
		if err != nil {
			t.Fatal(err)
		}
		_, created := c.Skills.Create(t.Context(), c.all, workforce.Skill{Code: "billing", Name: "Another"})
		other.Code = "billing"
		_, edited := c.Skills.Edit(t.Context(), c.all, other)
		_, among := c.Skills.CreateAll(t.Context(), c.all, []workforce.Skill{{Code: "new", Name: "N"}, {Code: "billing", Name: "B"}})
		_, within := c.Skills.CreateAll(t.Context(), c.all, []workforce.Skill{{Code: "new", Name: "N"}, {Code: "new", Name: "N"}})
		cases := []struct {
			name, code string
			err        error
		}{
			{"create", "billing", created}, {"edit", "billing", edited},
			{"one of several", "billing", among}, {"twice in one list", "new", within},
		}
		for _, k := range cases {
			var duplicate *database.DuplicateError
			want := &database.DuplicateError{What: "skill", Field: "code", Value: k.code}
			if !errors.As(k.err, &duplicate) || *duplicate != *want {
				t.Errorf("%s: %v; want %v", k.name, k.err, want)
			}
		}
		skills, err := c.Skills.Find(t.Context(), c.all, workforce.Filter{})
		if err != nil || len(skills) != 2 {
			t.Errorf("skills afterwards: %v, %v; want billing and sales only", skills, err)
		}
	})
}

func TestWhatOthersReferToIsNotDeletedAndTheyAreNamed(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		p := c.hire(t, c.person("1001"))
		del := func(err error) error { return err }
		cases := []struct {
			name string
			err  error
			want string
		}{
			{"calendar", del(c.Calendars.Delete(t.Context(), c.all, c.calendar.ID)), "site LDS (Leeds)"},
			{"site", del(c.Sites.Delete(t.Context(), c.all, c.leeds.ID)), "queue LDS-BILLING (Billing), team LDS-1 (Leeds one), person 1001 (Person 1001)"},
			{"channel", del(c.Channels.Delete(t.Context(), c.all, c.voice.ID)), "queue LDS-BILLING (Billing)"},
			{"skill", del(c.Skills.Delete(t.Context(), c.all, c.billing.ID)), "queue LDS-BILLING (Billing), person 1001 (Person 1001)"},
			{"employer", del(c.Employers.Delete(t.Context(), c.all, c.own.ID)), "team LDS-1 (Leeds one), person 1001 (Person 1001)"},
			{"team", del(c.Teams.Delete(t.Context(), c.all, c.team.ID)), "person 1001 (Person 1001)"},
			{"agreement", del(c.Agreements.Delete(t.Context(), c.all, c.agreement.ID)), "person 1001 (Person 1001)"},
		}
		for _, k := range cases {
			var referred *workforce.ReferredError
			if !errors.As(k.err, &referred) || !strings.Contains(k.err.Error(), k.want) {
				t.Errorf("delete of a %s in use: %v; want *workforce.ReferredError naming %s", k.name, k.err, k.want)
			}
		}
		again(t, c, c.People, p.ID, p)
	})
}

func TestOfManyReferrersSomeAreNamedAndAllCounted(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		var people []workforce.Person
		for i := range 12 {
			people = append(people, c.person(fmt.Sprintf("%04d", i)))
		}
		if _, err := c.CreatePeople(t.Context(), c.all, people); err != nil {
			t.Fatal(err)
		}
		err := c.Teams.Delete(t.Context(), c.all, c.team.ID)
		var referred *workforce.ReferredError
		if !errors.As(err, &referred) || referred.Count != 12 || len(referred.By) != 5 || !strings.Contains(err.Error(), "and 7 more") {
			t.Errorf("got %v; want five named and 7 more", err)
		}
	})
}

func TestWhatNothingRefersToIsDeletedWithAllBeneath(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		p := c.hire(t, c.person("1001"))
		if _, err := c.Assignments.Create(t.Context(), c.all, workforce.Assignment{PersonID: p.ID, Date: grid.MustDate("2026-03-03"), Start: 540, End: 600}); err != nil {
			t.Fatal(err)
		}
		err := errors.Join(
			c.People.Delete(t.Context(), c.all, p.ID),
			c.Agreements.Delete(t.Context(), c.all, c.agreement.ID),
			c.Teams.Delete(t.Context(), c.all, c.team.ID),
			c.Queues.Delete(t.Context(), c.all, c.queue.ID),
			c.Skills.Delete(t.Context(), c.all, c.billing.ID),
			c.Channels.Delete(t.Context(), c.all, c.voice.ID),
			c.Employers.Delete(t.Context(), c.all, c.own.ID),
			c.Sites.Delete(t.Context(), c.all, c.leeds.ID),
			c.Calendars.Delete(t.Context(), c.all, c.calendar.ID),
		)
		if err != nil {
			t.Fatalf("delete from the people up: %v", err)
		}
		if _, err := c.People.Get(t.Context(), c.all, p.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("the deleted person: %v; want not found", err)
		}
		if err := c.People.Delete(t.Context(), c.all, p.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("deleting twice: %v; want not found", err)
		}
	})
}

func TestReferencesToWhatDoesNotExistAreAllNamed(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		good, bad := c.person("1"), c.person("2")
		bad.SiteID, bad.TeamID, bad.Agreements[0].AgreementID, bad.Skills[0].SkillID = 901, 902, 903, 904
		_, err := c.CreatePeople(t.Context(), c.all, []workforce.Person{good, bad})
		var invalid *workforce.InvalidError
		if !errors.As(err, &invalid) {
			t.Fatalf("got %v; want *workforce.InvalidError", err)
		}
		existing := problem.Want{Code: problem.Existing}
		want := []workforce.FieldError{
			{Field: "[1].siteId", Found: "901", Expected: "a known site", Want: existing},
			{Field: "[1].teamId", Found: "902", Expected: "a known team", Want: existing},
			{Field: "[1].agreements[0].agreementId", Found: "903", Expected: "a known agreement", Want: existing},
			{Field: "[1].skills[0].skillId", Found: "904", Expected: "a known skill", Want: existing},
		}
		if diff := cmp.Diff(want, invalid.Fields); diff != "" {
			t.Errorf("fields (-want +got):\n%s", diff)
		}
		if people := c.everybody(t); len(people) != 0 {
			t.Errorf("%d people were kept of a refused list; want none", len(people))
		}
	})
}

func TestListsPageByCodeAndHoldEverythingOnce(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		want := []string{"B-1", "a_1", "billing", "z", "Ä", "王"} // in the order of their bytes
		for _, code := range want {
			if code != "billing" {
				if _, err := c.Skills.Create(t.Context(), c.all, workforce.Skill{Code: code, Name: "Skill " + code}); err != nil {
					t.Fatal(err)
				}
			}
		}
		var got []string
		cursor := ""
		for page := 0; page == 0 || cursor != ""; page++ {
			list, err := c.Skills.List(t.Context(), c.all, workforce.Filter{}, cursor, 2)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range list.Items {
				got = append(got, s.Code)
			}
			cursor = list.Next
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("codes over all pages (-want +got):\n%s", diff)
		}
		var invalid *workforce.InvalidError
		foreign := base64.RawURLEncoding.EncodeToString([]byte("person|z"))
		for _, cursor := range []string{"not a cursor!", "MTIz", "aGVsbG8", foreign, "%00"} {
			if _, err := c.Skills.List(t.Context(), c.all, workforce.Filter{}, cursor, 2); !errors.As(err, &invalid) {
				t.Errorf("the made-up cursor %q: %v; want it refused", cursor, err)
			}
		}
	})
}

func TestPeopleAreFoundByWhatNarrowsThem(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		own, _, chengdu := c.crew(t)
		left := c.person("D")
		left.Name, left.LeftOn, left.Skills, left.Email = "100% O_Neil", grid.MustDate("2026-01-31"), nil, ""
		c.hire(t, left)
		trained := c.person("E")
		trained.Skills[0].ValidFrom = grid.MustDate("2026-06-01")
		c.hire(t, trained)
		march := func(f workforce.Filter) workforce.Filter {
			f.From, f.To = grid.MustDate("2026-03-01"), grid.MustDate("2026-03-31")
			return f
		}
		cases := []struct {
			name   string
			filter workforce.Filter
			want   string
		}{
			{"everybody", workforce.Filter{}, "A B C D E"},
			{"employed in March", march(workforce.Filter{}), "A B C E"},
			{"site", workforce.Filter{SiteIDs: []int64{c.chengdu.ID}}, "C"},
			{"employer", workforce.Filter{EmployerIDs: []int64{c.vendor.ID}}, "B C"},
			{"team", workforce.Filter{TeamIDs: []int64{c.team.ID}}, "A D E"},
			{"skill ever held", workforce.Filter{SkillIDs: []int64{c.billing.ID}}, "A B C E"},
			{"skill held in March", march(workforce.Filter{SkillIDs: []int64{c.billing.ID}}), "A B C"},
			{"persons", workforce.Filter{PersonIDs: []int64{own.ID, chengdu.ID}}, "A C"},
			{"codes", workforce.Filter{Codes: []string{"C", "E", "nobody"}}, "C E"},
			{"part of a name in any case", workforce.Filter{Text: "o_NEIL"}, "D"},
			{"per cent means itself", workforce.Filter{Text: "0%"}, "D"},
			{"underscore means itself", workforce.Filter{Text: "o_n"}, "D"},
			{"part of an e-mail", workforce.Filter{Text: "b@example"}, "B"},
		}
		for _, k := range cases {
			people, err := c.People.Find(t.Context(), c.all, k.filter)
			if err != nil {
				t.Fatalf("%s: %v", k.name, err)
			}
			if got := codes(people); got != k.want {
				t.Errorf("%s: found %q; want %q", k.name, got, k.want)
			}
		}
	})
}

func TestListsOfIdsLongerThanAQueryAreAskedForInParts(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		var people []workforce.Person
		for i := range 503 {
			people = append(people, c.person(fmt.Sprintf("%05d", i)))
		}
		made, err := c.CreatePeople(t.Context(), c.all, people)
		if err != nil {
			t.Fatal(err)
		}
		ids := make([]int64, len(made))
		for i, p := range made {
			ids[i] = p.ID
		}
		got, err := c.People.Find(t.Context(), c.all, workforce.Filter{IDs: ids})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(made, got); diff != "" {
			t.Errorf("people found by id (-made +found):\n%s", diff)
		}
	})
}

func TestOfAListEveryBadThingIsNamedByItsPlace(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		_, err := c.Skills.CreateAll(t.Context(), c.all, []workforce.Skill{{Code: "ok", Name: "OK"}, {Code: "", Name: "A"}, {Code: "b", Name: ""}})
		var invalid *workforce.InvalidError
		if !errors.As(err, &invalid) {
			t.Fatalf("got %v; want *workforce.InvalidError", err)
		}
		var fields []string
		for _, f := range invalid.Fields {
			fields = append(fields, f.Field)
		}
		if diff := cmp.Diff([]string{"[1].code", "[2].name"}, fields); diff != "" {
			t.Errorf("fields (-want +got):\n%s", diff)
		}
		again(t, c, c.Skills, c.billing.ID, c.billing)
		if made, err := c.Skills.CreateAll(t.Context(), c.all, nil); err != nil || len(made) != 0 {
			t.Errorf("creating nothing: %v, %v; want nothing", made, err)
		}
	})
}
