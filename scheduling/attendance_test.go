package scheduling_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/adherence"
	"github.com/muster-wfm/muster/scheduling/attendance"
	"github.com/muster-wfm/muster/workforce"
)

// quiet is a journal that nobody reads.
type quiet struct{}

func (quiet) Record(context.Context, auth.Scope, string, string, any) error { return nil }

// attended is the centre with shifts from nine to five on Monday and Tuesday for its
// first two people, and what the switch can tell of them.
func attended(t *testing.T, c *centre) *attendance.Service {
	t.Helper()
	s := attendance.NewService(c.store, attendance.Books{Workforce: c.workforce, People: c.workforce.People, Sites: c.workforce.Sites, Journal: quiet{}})
	s.Now = func() time.Time { return monday.AddDays(20).Start(time.UTC) }
	r := c.draft(t)
	p := scheduling.Publication{RosterID: r.ID, Version: r.Version, At: monday.Start(time.UTC)}
	var ids []int64
	for _, person := range c.people[:2] {
		ids = append(ids, person.ID)
		for d := range 2 {
			start := monday.AddDays(d).Start(time.UTC).Add(9 * time.Hour)
			p.Shifts = append(p.Shifts, scheduling.Shift{
				PersonID: person.ID, Day: monday.AddDays(d), Start: start, End: start.Add(8 * time.Hour), Letter: "D", QueueID: c.queue.ID,
				Pauses: []scheduling.Pause{{Start: start.Add(4 * time.Hour), End: start.Add(5 * time.Hour), Kind: scheduling.Lunch}},
			})
		}
	}
	if err := c.store.Publish(t.Context(), c.scope, r, p, ids); err != nil {
		t.Fatal(err)
	}
	return s
}

// take imports a file, and fails where it is refused.
func take(t *testing.T, c *centre, s *attendance.Service, text string) attendance.FileReport {
	t.Helper()
	report, err := s.Import(t.Context(), c.scope, strings.NewReader(text), attendance.ImportOrder{FileName: "states.csv"})
	if err != nil || !report.Written {
		t.Fatalf("written %t, %v, %v", report.Written, report.Faults, err)
	}
	return report
}

const twoDays = "code,start,end,state\n" +
	"P00,2026-03-02 09:48,2026-03-02 13:00,Ready\nP00,2026-03-02 13:00,2026-03-02 14:00,Lunch\nP00,2026-03-02 14:00,2026-03-02 17:30,Ready\n" +
	"P01,2026-03-02 09:00,2026-03-02 13:00,Ready\nP01,2026-03-02 13:00,2026-03-02 14:00,Lunch\nP01,2026-03-02 14:00,2026-03-02 17:00,Ready\n"

// field.md 1.5: adherence and conformance of a site's people, as totals; a shift of which
// nothing was recorded is not known, and one on a day of leave is not asked for.
func TestPeopleAreSetBesideTheirPublishedShifts(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		s := attended(t, c)
		period := attendance.Period{From: monday, To: monday.AddDays(6)}
		take(t, c, s, twoDays)
		report, err := s.Report(t.Context(), c.scope, c.site.ID, period, workforce.Filter{})
		if err != nil || len(report.People) != 2 {
			t.Fatalf("%d people, %v; want the two who had shifts", len(report.People), err)
		}
		late := report.People[0]
		share, _ := late.Adherence()
		ratio, _ := late.Conformance()
		if late.Code != "P00" || share != 0.9 || late.Known != 1 || late.Unknown != 1 || late.Exceptions != 1 || ratio != (192.+210)/420 {
			t.Errorf("%+v: adherence %v, conformance %v; want 0.9 and %v, one exception, one shift known and one not", late, share, ratio, 402./420)
		}
		if share, _ := report.Total.Adherence(); share != 0.95 {
			t.Errorf("adherence of both is %v, want 0.95", share)
		}
		if _, err := c.workforce.Absences.Create(t.Context(), c.scope, workforce.Absence{PersonID: c.people[0].ID, From: monday, To: monday, Kind: workforce.Sickness, Status: workforce.Approved}); err != nil {
			t.Fatal(err)
		}
		own, err := s.Person(t.Context(), c.scope, c.people[0].ID, period)
		if err != nil || len(own.Days) != 1 || own.Days[0].Day != monday.AddDays(1) || own.Sum.Known != 0 {
			t.Errorf("after leave for Monday was approved: %+v, %v; want Tuesday, of which nothing is known", own, err)
		}
	})
}

func TestAFileTakesThePlaceOfWhatItCovers(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		s := attended(t, c)
		take(t, c, s, twoDays)
		take(t, c, s, "code,start,end,state\nP00,2026-03-02 12:00,2026-03-02 12:30,Meeting\nP00,2026-03-02 13:30,2026-03-02 15:00,Ready\n")
		spells, err := c.store.Attendance(t.Context(), c.scope, []int64{c.people[0].ID, c.people[1].ID}, monday.Start(time.UTC), monday.AddDays(1).Start(time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range spells {
			if x.PersonID == c.people[0].ID {
				got = append(got, x.From.UTC().Format("15:04")+" "+x.To.UTC().Format("15:04")+" "+string(x.Activity))
			}
		}
		want := "09:48 12:00 work, 12:00 12:30 away, 13:30 15:00 work, 15:00 17:30 work"
		if strings.Join(got, ", ") != want || len(spells) != 7 {
			t.Errorf("kept: %s and %d of the other; want %s and 3", strings.Join(got, ", "), len(spells)-len(got), want)
		}
		before, err := s.Report(t.Context(), c.scope, c.site.ID, attendance.Period{From: monday, To: monday}, workforce.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		wrong, err := s.Import(t.Context(), c.scope, strings.NewReader(twoDays+"P00,2026-03-02 09:50,2026-03-02 10:00,Ready\n"), attendance.ImportOrder{})
		if err != nil || wrong.Written || len(wrong.Faults) != 1 || wrong.Faults[0].Kind != attendance.Overlap {
			t.Errorf("a file with an overlap: written %t, %v, %v", wrong.Written, wrong.Faults, err)
		}
		if after, _ := s.Report(t.Context(), c.scope, c.site.ID, attendance.Period{From: monday, To: monday}, workforce.Filter{}); after.Total != before.Total {
			t.Errorf("a refused file changed %+v to %+v", before.Total, after.Total)
		}
	})
}

// A file that ends at noon makes nobody look signed out in the afternoon; the next day's
// says that they were.
func TestAFileThatEndsWithinAShiftSaysNothingOfItsRest(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		s := attended(t, c)
		const morning = "code,start,end,state\nP00,2026-03-02 09:00,2026-03-02 12:00,Ready\n"
		day := func() attendance.Day {
			own, err := s.Person(t.Context(), c.scope, c.people[0].ID, attendance.Period{From: monday, To: monday})
			if err != nil || len(own.Days) != 1 {
				t.Fatalf("%+v, %v; want Monday", own, err)
			}
			return own.Days[0]
		}
		take(t, c, s, morning)
		d := day()
		if share, known := d.Account.Adherence(); !known || share != 1 || d.Until.UTC().Format("15:04") != "12:00" {
			t.Errorf("known until %s, adherence %v (%t); want 12:00 and 1", d.Until, share, known)
		}
		take(t, c, s, morning+"P00,2026-03-03 09:00,2026-03-03 10:00,Ready\n")
		d = day()
		if share, _ := d.Account.Adherence(); !d.Until.IsZero() || share > 0.5 {
			t.Errorf("with the day after: known until %s, adherence %v; want the whole shift, mostly missed", d.Until, share)
		}
	})
}

func TestAWordIsExplainedOnce(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		s := attended(t, c)
		const file = "code,start,end,state\nP00,2026-03-02 09:00,2026-03-02 10:00,AUX 5\nP00,2026-03-02 10:00,2026-03-02 11:00,aux-5\n"
		send := func(dry bool, words attendance.Words) attendance.FileReport {
			t.Helper()
			report, err := s.Import(t.Context(), c.scope, strings.NewReader(file), attendance.ImportOrder{DryRun: dry, Words: words})
			if err != nil {
				t.Fatal(err)
			}
			return report
		}
		if r := send(false, nil); r.Written || len(r.Unknown) != 1 || r.Unknown[0] != (attendance.UnknownWord{Word: "AUX 5", Lines: 2}) {
			t.Errorf("written %t, unknown %v; want AUX 5 on two lines", r.Written, r.Unknown)
		}
		said := attendance.Words{"Aux 5": adherence.Pause}
		if r := send(true, said); r.Written || len(r.Faults) > 0 || r.Hours[adherence.Pause] != 2*time.Hour {
			t.Errorf("a dry run: written %t, %v, %v", r.Written, r.Faults, r.Hours)
		}
		if r := send(true, nil); len(r.Unknown) != 1 {
			t.Error("a dry run kept the meaning of a word")
		}
		if r := send(false, said); !r.Written {
			t.Errorf("not written: %v", r.Faults)
		}
		if r := send(true, nil); len(r.Faults) > 0 {
			t.Errorf("the word was explained, but: %v", r.Faults)
		}
		_, err := s.Import(t.Context(), c.scope, strings.NewReader(file), attendance.ImportOrder{Words: attendance.Words{"AUX 5": "holiday"}})
		var invalid *scheduling.InvalidError
		if !errors.As(err, &invalid) {
			t.Errorf("a meaning that there is not: %v, want an InvalidError", err)
		}
	})
}

func TestTermsOfAdherenceAreASitesOwn(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		s := attended(t, c)
		ctx := t.Context()
		terms, err := s.Terms(ctx, c.scope, c.site.ID)
		if err != nil || terms.Version != 0 || terms.Grace != time.Minute {
			t.Fatalf("%+v, %v; want a minute at version 0", terms, err)
		}
		terms.Grace, terms.Outside = 30*time.Second, true
		kept, err := s.SetTerms(ctx, c.scope, terms)
		if err != nil || kept.Version != 1 {
			t.Fatalf("%+v, %v", kept, err)
		}
		var stale *database.StaleError
		if _, err := s.SetTerms(ctx, c.scope, terms); !errors.As(err, &stale) {
			t.Errorf("written twice at version 0: %v, want a StaleError", err)
		}
		if now, err := s.Terms(ctx, c.scope, c.site.ID); err != nil || now != kept {
			t.Errorf("%+v, %v; want %+v", now, err, kept)
		}
		terms.Grace = 2 * time.Hour
		var invalid *scheduling.InvalidError
		if _, err := s.SetTerms(ctx, c.scope, terms); !errors.As(err, &invalid) {
			t.Errorf("two hours let pass: %v, want an InvalidError", err)
		}
		if _, err := s.SetTerms(ctx, c.scope, attendance.DefaultTerms(c.site.ID+7)); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("terms of no site: %v, want ErrNotFound", err)
		}
	})
}

// An agent reads their own shifts, and nobody imports without the permission.
func TestAgentsSeeTheirOwnAdherence(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := newCentre(t, db)
		s := attended(t, c)
		take(t, c, s, twoDays)
		own, err := s.Mine(t.Context(), c.agent(t, 1), attendance.Period{From: monday, To: monday.AddDays(1)})
		if share, known := own.Sum.Adherence(); err != nil || own.Code != "P01" || !known || share != 1 || len(own.Days) != 2 {
			t.Errorf("%+v, %v; want two days, adherence 1", own, err)
		}
		if _, err := s.Person(t.Context(), c.agent(t, 1), c.people[0].ID, attendance.Period{}); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("somebody else's: %v, want ErrNotFound", err)
		}
		if _, err := s.Mine(t.Context(), c.scope, attendance.Period{}); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("of nobody: %v, want ErrNotFound", err)
		}
		if _, err := s.Import(t.Context(), c.agent(t, 1), strings.NewReader(twoDays), attendance.ImportOrder{}); err == nil {
			t.Error("an agent imported a file")
		}
		var invalid *scheduling.InvalidError
		if _, err := s.Report(t.Context(), c.scope, c.site.ID, attendance.Period{From: monday.AddDays(-100), To: monday}, workforce.Filter{}); !errors.As(err, &invalid) {
			t.Errorf("a hundred days: %v, want an InvalidError", err)
		}
	})
}

// Shifts of before count from then on; those of the roster itself are not to be taken
// over, and nothing of a refused list is kept.
func TestShiftsOfBeforeAreTakenOver(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		r := c.draft(t)
		shift := func(day int) scheduling.Shift {
			start := monday.AddDays(day).Start(time.UTC).Add(9 * time.Hour)
			return scheduling.Shift{PersonID: c.people[0].ID, Day: monday.AddDays(day), Start: start, End: start.Add(8 * time.Hour), Letter: "D", QueueID: c.queue.ID}
		}
		told := func() []scheduling.Shift {
			t.Helper()
			list, err := c.Told(t.Context(), c.scope, monday.AddDays(-30), monday.AddDays(30))
			if err != nil {
				t.Fatal(err)
			}
			return list
		}
		var invalid *scheduling.InvalidError
		if err := c.TakeOver(t.Context(), c.scope, r.ID, []scheduling.Shift{shift(-3), shift(0)}); !errors.As(err, &invalid) || len(told()) != 0 {
			t.Errorf("a shift of the roster's own days: %v, kept %v; want an InvalidError and none", err, told())
		}
		if err := c.TakeOver(t.Context(), c.scope, r.ID, []scheduling.Shift{shift(-3), shift(-9)}); err != nil {
			t.Fatal(err)
		}
		if list := told(); len(list) != 2 || list[0].Day != monday.AddDays(-9) || !list[1].Same(shift(-3)) {
			t.Errorf("kept %v", list)
		}
		if err := c.TakeOver(t.Context(), c.agent(t, 0), r.ID, []scheduling.Shift{shift(-2)}); err == nil {
			t.Error("an agent took shifts over")
		}
	})
}
