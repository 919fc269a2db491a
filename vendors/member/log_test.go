package member_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/quality/accept"
	"github.com/muster-wfm/muster/workforce/grid"
)

var start = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

// willing are facts that every guard on the way in is content with.
func willing() member.Facts {
	return member.Facts{
		Consent: true, Identity: true, Trained: true, Exam: member.Result{Verdict: accept.Take, Items: 40}, Since: start, Contacts: 500,
		Accuracy: member.Accuracy{PriorGood: 18, PriorBad: 2, Good: 97, Bad: 3},
	}
}

// led takes a log through states, a day a step.
func led(t testing.TB, facts member.Facts, states ...member.State) member.Log {
	t.Helper()
	log := member.Apply("m1", start)
	for i, to := range states {
		next, _, err := log.Advance(move(to, i+1), facts, member.Usual())
		if err != nil {
			t.Fatal(err)
		}
		log = next
	}
	return log
}

func move(to member.State, day int) member.Move {
	return member.Move{To: to, At: start.AddDate(0, 0, day), Actor: "coach", Evidence: []string{"contact 17"}}
}

func active(t testing.TB) member.Log {
	return led(t, willing(), member.Screened, member.Training, member.Exam, member.Probation, member.Active)
}

func TestAMemberBecomesActiveStepByStep(t *testing.T) { // 004-16, 004-18
	log := active(t)
	if log.State() != member.Active || len(log) != 6 || log.Broken() != -1 {
		t.Errorf("%s after %d events, broken at %d", log.State(), len(log), log.Broken())
	}
}

func TestNoStepWithoutItsGuard(t *testing.T) {
	rules := member.Usual()
	for _, c := range []struct {
		name  string
		way   []member.State
		to    member.State
		spoil func(*member.Facts)
		guard string
	}{
		{"no consent", nil, member.Screened, func(f *member.Facts) { f.Consent = false }, "consent"},
		{"no identity", nil, member.Screened, func(f *member.Facts) { f.Identity = false }, "identity"},
		{"untrained", []member.State{member.Screened, member.Training}, member.Exam, func(f *member.Facts) { f.Trained = false }, "training"},
		{"three attempts", []member.State{member.Screened, member.Training}, member.Exam, func(f *member.Facts) { f.Attempts = 3 }, "attempts"},
		{"too soon again", []member.State{member.Screened, member.Training}, member.Exam, func(f *member.Facts) { f.LastFailed = start }, "retry"},
		{"undecided exam", []member.State{member.Screened, member.Training, member.Exam}, member.Probation, func(f *member.Facts) { f.Exam = member.Result{Verdict: accept.Continue} }, "exam"},
		{"a critical error", []member.State{member.Screened, member.Training, member.Exam}, member.Probation, func(f *member.Facts) { f.Exam.Critical = true }, "exam"},
		{"passed, and back to training", []member.State{member.Screened, member.Training, member.Exam}, member.Training, func(*member.Facts) {}, "exam"},
		{"short probation", []member.State{member.Screened, member.Training, member.Exam, member.Probation}, member.Active, func(f *member.Facts) { f.Contacts, f.Since = 199, start }, "probation"},
		{"inaccurate on probation", []member.State{member.Screened, member.Training, member.Exam, member.Probation}, member.Active, func(f *member.Facts) { f.Accuracy.Bad = 40 }, "accuracy"},
		{"watched for nothing", nil, member.Watch, func(*member.Facts) {}, "alarm"},
		{"suspended on a raw score", nil, member.Suspended, func(f *member.Facts) { f.Ground = "score below 80 % on 5 checks" }, "ground"},
		{"suspended on little evidence", nil, member.Suspended, func(f *member.Facts) {
			f.Ground, f.Accuracy = member.Posterior, member.Accuracy{PriorGood: 1, PriorBad: 9, Good: 5, Bad: 14}
		}, "ground"},
		{"suspended while a test goes on", nil, member.Suspended, func(f *member.Facts) { f.Ground, f.Verdict = member.Sequential, accept.Continue }, "ground"},
		{"no such step", nil, member.ReExam, func(*member.Facts) {}, "step"},
		{"dismissed while active", nil, member.Exited, func(f *member.Facts) { f.Exit = member.Dismissed }, "dismissal"},
		{"gone without reason", nil, member.Exited, func(*member.Facts) {}, "reason"},
	} {
		log := active(t)
		if c.way != nil || c.to == member.Screened {
			log = led(t, willing(), c.way...)
		}
		facts := willing()
		c.spoil(&facts)
		m := move(c.to, 6)
		m.At = start.AddDate(0, 0, 6).Add(-time.Hour) // within a week of the first day
		got, _, err := log.Advance(m, facts, rules)
		var refused *member.GuardError
		if !errors.As(err, &refused) || refused.Guard != c.guard || len(got) != len(log) {
			t.Errorf("%s: %v, want the guard %q", c.name, err, c.guard)
		}
	}
}

func TestAStepNeedsAnActorEvidenceAndTime(t *testing.T) {
	for guard, spoil := range map[string]func(*member.Move){
		"actor":    func(m *member.Move) { m.Actor = "" },
		"evidence": func(m *member.Move) { m.Evidence = nil },
		"time":     func(m *member.Move) { m.At = start.AddDate(-1, 0, 0) },
	} {
		facts := willing()
		facts.Alarm = true
		m := move(member.Watch, 9)
		spoil(&m)
		var refused *member.GuardError
		if _, _, err := active(t).Advance(m, facts, member.Usual()); !errors.As(err, &refused) || refused.Guard != guard {
			t.Errorf("%v, want the guard %q", err, guard)
		}
	}
	own := move(member.Screened, 1)
	own.Actor = "m1"
	var refused *member.GuardError
	if _, _, err := member.Apply("m1", start).Advance(own, willing(), member.Usual()); !errors.As(err, &refused) {
		t.Errorf("a member screens itself: %v", err)
	}
	if _, _, err := (member.Log)(nil).Advance(move(member.Screened, 1), willing(), member.Usual()); !errors.As(err, &refused) || refused.Guard != "application" {
		t.Errorf("without an application: %v", err)
	}
	leave := member.Facts{Exit: member.Voluntary}
	own.To, own.At = member.Exited, start.AddDate(0, 0, 9)
	if _, _, err := active(t).Advance(own, leave, member.Usual()); err != nil {
		t.Errorf("a member leaves by itself: %v", err)
	}
}

func TestSuspensionRevokesAtOnceAndAPersonConfirmsWithinADay(t *testing.T) {
	facts := willing()
	facts.Ground = member.CriticalError
	log, effects, err := active(t).Advance(move(member.Suspended, 10), facts, member.Usual())
	if err != nil {
		t.Fatal(err)
	}
	at := start.AddDate(0, 0, 10)
	want := member.Effects{RevokeGrants: true, EndScope: true, FreeBookings: true, ConfirmBy: at.Add(24 * time.Hour)}
	if diff := cmp.Diff(want, effects); diff != "" {
		t.Error(diff)
	}
	after := member.Facts{Since: at, Trained: true}
	var refused *member.GuardError
	if _, _, err := log.Advance(move(member.Remedial, 30), after, member.Usual()); !errors.As(err, &refused) || refused.Guard != "confirmation" {
		t.Errorf("unconfirmed: %v", err)
	}
	after.Confirmed = at.Add(25 * time.Hour)
	if _, _, err := log.Advance(move(member.Remedial, 30), after, member.Usual()); !errors.As(err, &refused) || refused.Guard != "confirmation" {
		t.Errorf("confirmed too late: %v", err)
	}
	after.Confirmed = at.Add(23 * time.Hour)
	if _, _, err := log.Advance(move(member.Remedial, 12), after, member.Usual()); !errors.As(err, &refused) || refused.Guard != "appeal" {
		t.Errorf("while an appeal is possible: %v", err)
	}
	if log, _, err = log.Advance(move(member.Remedial, 30), after, member.Usual()); err != nil {
		t.Fatal(err)
	}
	again := willing()
	if log, _, err = log.Advance(move(member.ReExam, 31), again, member.Usual()); err != nil {
		t.Fatal(err)
	}
	if log, _, err = log.Advance(move(member.Probation, 32), again, member.Usual()); err != nil || log.State() != member.Probation {
		t.Errorf("reinstated: %v, %v", log.State(), err)
	}
}

func TestASuspensionThatNobodyConfirmsLapses(t *testing.T) {
	facts := willing()
	facts.Ground = member.CriticalError
	log, _, err := active(t).Advance(move(member.Suspended, 10), facts, member.Usual())
	if err != nil {
		t.Fatal(err)
	}
	at := start.AddDate(0, 0, 10)
	back := member.Facts{Since: at, Ground: member.CriticalError, Before: member.Active}
	m := move(member.Active, 11)
	var refused *member.GuardError
	if _, _, err := log.Advance(m, back, member.Usual()); !errors.As(err, &refused) {
		t.Errorf("on the last minute of its day: %v", err)
	}
	m.At = m.At.Add(time.Minute)
	if _, effects, err := log.Advance(m, back, member.Usual()); err != nil || !effects.RestoreGrants {
		t.Errorf("a minute later: %+v, %v", effects, err)
	}
	back.Confirmed = at.Add(time.Hour)
	if _, _, err := log.Advance(m, back, member.Usual()); !errors.As(err, &refused) {
		t.Errorf("confirmed: %v", err)
	}
	back.Confirmed, back.Ground = time.Time{}, member.Posterior
	if _, _, err := log.Advance(m, back, member.Usual()); !errors.As(err, &refused) {
		t.Errorf("on evidence that needs no confirmation: %v", err)
	}
}

func TestEnoughEvidenceSuspends(t *testing.T) {
	poor := willing()
	poor.Ground, poor.Accuracy = member.Posterior, member.Accuracy{PriorGood: 18, PriorBad: 2, Good: 30, Bad: 30}
	if _, _, err := active(t).Advance(move(member.Suspended, 9), poor, member.Usual()); err != nil {
		t.Errorf("30 of 60: %v", err)
	}
	tested := willing()
	tested.Ground, tested.Verdict = member.Sequential, accept.Reject
	if _, _, err := active(t).Advance(move(member.Suspended, 9), tested, member.Usual()); err != nil {
		t.Errorf("refused by the test: %v", err)
	}
}

func TestASuspensionOnEvidenceWaitsForItsPerson(t *testing.T) {
	poor := willing()
	poor.Ground, poor.Accuracy = member.Posterior, member.Accuracy{PriorGood: 18, PriorBad: 2, Good: 30, Bad: 30}
	log, effects, err := active(t).Advance(move(member.Suspended, 9), poor, member.Usual())
	if err != nil || !effects.ConfirmBy.IsZero() || !effects.RevokeGrants {
		t.Fatalf("%+v, %v; want it revoked, without a clock", effects, err)
	}
	at := start.AddDate(0, 0, 9)
	f := member.Facts{Since: at, Ground: member.Posterior}
	var refused *member.GuardError
	if _, _, err := log.Advance(move(member.Remedial, 30), f, member.Usual()); !errors.As(err, &refused) || refused.Guard != "confirmation" {
		t.Errorf("nobody looked at it: %v", err)
	}
	f.Confirmed = at.AddDate(0, 0, 5)
	if _, _, err := log.Advance(move(member.Remedial, 30), f, member.Usual()); err != nil {
		t.Errorf("confirmed after five days: %v", err)
	}
}

func TestAnAppealThatIsGrantedRestores(t *testing.T) {
	facts := willing()
	facts.Ground = member.Breach
	log, _, err := active(t).Advance(move(member.Suspended, 10), facts, member.Usual())
	if err != nil {
		t.Fatal(err)
	}
	appeal, err := log.Appeal(len(log)-1, grid.DateOf(start).AddDays(12), plain)
	if err != nil || appeal.Due != grid.DateOf(start).AddDays(17) {
		t.Fatalf("appeal %+v, %v", appeal, err)
	}
	corners := []string{"ops", "quality", "capability"}
	for name, decider := range map[string]string{"the member": "m1", "who decided": "coach", "a corner": "quality", "nobody": ""} {
		var refused *member.RefusedError
		if _, err := log.Decide(appeal, decider, corners, true, "mistaken identity", start.AddDate(0, 0, 13)); !errors.As(err, &refused) {
			t.Errorf("decided by %s: %v", name, err)
		}
	}
	granted, err := log.Decide(appeal, "ombudsman", corners, true, "mistaken identity", start.AddDate(0, 0, 13))
	if err != nil || granted.Outcome != member.Overturned {
		t.Fatalf("%+v, %v", granted, err)
	}
	var refused *member.RefusedError
	if _, err := log.Decide(granted, "ombudsman", corners, false, "on second thoughts", start.AddDate(0, 0, 14)); !errors.As(err, &refused) {
		t.Errorf("decided twice: %v", err)
	}
	back := member.Facts{Appeal: &granted, Before: member.Active}
	var guarded *member.GuardError
	if _, _, err := log.Advance(move(member.Watch, 14), back, member.Usual()); !errors.As(err, &guarded) {
		t.Errorf("back to another state: %v", err)
	}
	after, effects, err := log.Advance(move(member.Active, 14), back, member.Usual())
	if err != nil || !effects.RestoreGrants || after.State() != member.Active || len(after) != len(log)+1 {
		t.Errorf("restored: %v, %+v, %v", after.State(), effects, err)
	}
}

// plain counts every day as a working day.
func plain(day grid.Date, days int) grid.Date { return day.AddDays(days) }

func TestAnAppealHasItsTime(t *testing.T) {
	facts := willing()
	facts.Ground = member.Breach
	log, _, err := active(t).Advance(move(member.Suspended, 10), facts, member.Usual())
	if err != nil {
		t.Fatal(err)
	}
	day := grid.DateOf(start).AddDays(10)
	for name, c := range map[string]struct {
		event int
		on    grid.Date
		ok    bool
	}{
		"the last day": {len(log) - 1, day.AddDays(5), true}, "a day late": {len(log) - 1, day.AddDays(6), false},
		"before the decision": {len(log) - 1, day.AddDays(-1), false}, "against a promotion": {len(log) - 2, day, false}, "no such event": {99, day, false},
	} {
		if _, err := log.Appeal(c.event, c.on, plain); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhoeverEditsTheLogBreaksIt(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		log := slices.Clone(active(t))
		at := rapid.IntRange(0, len(log)-1).Draw(rt, "event")
		switch rapid.IntRange(0, 4).Draw(rt, "edit") {
		case 0:
			log[at].Actor += "x"
		case 1:
			log[at].At = log[at].At.Add(time.Second)
		case 2:
			log[at].Evidence = append(slices.Clone(log[at].Evidence), "more")
		case 3:
			log[at].To = member.Exited
		case 4:
			log[at].Reason = "another"
		}
		if got := log.Broken(); got != at {
			rt.Errorf("event %d edited: broken at %d", at, got)
		}
	})
}

func TestNobodyWorksWithoutPassingAnExam(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		log, passed := member.Apply("m1", start), false
		for day := range rapid.IntRange(1, 25).Draw(rt, "steps") {
			f := willing()
			f.Exam.Critical = rapid.Bool().Draw(rt, "critical")
			f.Alarm, f.Coached = rapid.Bool().Draw(rt, "alarm"), true
			f.Ground, f.Confirmed, f.Since = member.CriticalError, start.AddDate(0, 0, day), start.AddDate(0, 0, day)
			f.Appeal = &member.Appeal{Outcome: rapid.SampledFrom([]member.Outcome{member.Upheld, member.Overturned}).Draw(rt, "appeal")}
			f.Before = rapid.SampledFrom(member.States).Draw(rt, "before")
			f.Exit = member.Voluntary
			to := rapid.SampledFrom(member.States).Draw(rt, "to")
			from := log.State()
			next, effects, err := log.Advance(move(to, day+1), f, member.Usual())
			if err != nil {
				continue
			}
			log = next
			if from == member.Exited {
				rt.Fatalf("from exit to %s", to)
			}
			passed = passed || (from == member.Exam && to == member.Probation && !f.Exam.Critical)
			if to.Works() && !passed {
				rt.Fatalf("%s without an exam", to)
			}
			if (to == member.Suspended || to == member.Exited) && (!effects.RevokeGrants || !effects.EndScope || !effects.FreeBookings) {
				rt.Fatalf("%s leaves rights: %+v", to, effects)
			}
		}
		if log.Broken() != -1 {
			rt.Errorf("broken at %d", log.Broken())
		}
	})
}
