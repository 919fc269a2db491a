package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/attendance"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Attending are the verbs by which a centre's attendance comes in.
type Attending struct {
	Scheduling *scheduling.Service
	Attendance *attendance.Service
	Workforce  *workforce.Service
}

// attendedWeeks is how far back attendance reaches.
const attendedWeeks = 4

// BuildAttendance gives the people of a roster, which is published and begins this week,
// the four weeks before it, and takes in what the switch recorded of them up to
// yesterday, by the file that it exports.
func BuildAttendance(ctx context.Context, a Attending, centre Centre, roster int64, seed uint64) error {
	scope := auth.SystemScope(1)
	monday := centre.Today.Monday()
	now := a.Attendance.Now
	defer func() { a.Attendance.Now = now }()
	a.Attendance.Now = func() time.Time { return centre.Today.Start(time.UTC).Add(24 * time.Hour) }
	loc, err := time.LoadLocation(centre.Sites[0].Zone)
	if err != nil {
		return err
	}
	people, err := a.Workforce.People.Find(ctx, scope, workforce.Filter{SiteIDs: []int64{centre.Sites[0].ID}})
	if err != nil {
		return err
	}
	who := map[int64]workforce.Person{}
	for _, p := range people {
		who[p.ID] = p
	}
	told, err := a.Scheduling.Told(ctx, scope, monday, monday.AddDays(13))
	if err != nil {
		return err
	}
	var past []scheduling.Shift
	for back := 14; back <= 7*attendedWeeks; back += 14 {
		for _, shift := range told {
			if before := earlier(shift, back, loc); who[shift.PersonID].EmployedOn(before.Day) {
				past = append(past, before)
			}
		}
	}
	if err := a.Scheduling.TakeOver(ctx, scope, roster, past); err != nil {
		return err
	}
	all := slices.Concat(past, told)
	slices.SortFunc(all, func(x, y scheduling.Shift) int { return x.Start.Compare(y.Start) })
	file := attendanceFile(all, who, centre.Today, loc, seed)
	report, err := a.Attendance.Import(ctx, scope, strings.NewReader(file), attendance.ImportOrder{FileName: "agent-states.csv"})
	if err == nil && !report.Written {
		err = fmt.Errorf("attendance of the demonstration centre: %+v", report.Faults[0])
	}
	return err
}

// earlier is a shift so many days before, by the clock of its site.
func earlier(s scheduling.Shift, days int, loc *time.Location) scheduling.Shift {
	back := func(t time.Time) time.Time { return t.In(loc).AddDate(0, 0, -days) }
	s.Day, s.Start, s.End, s.Locked, s.Pauses = s.Day.AddDays(-days), back(s.Start), back(s.End), false, slices.Clone(s.Pauses)
	for i, p := range s.Pauses {
		s.Pauses[i].Start, s.Pauses[i].End = back(p.Start), back(p.End)
	}
	return s
}

// attendanceFile is what a switch exports of shifts, in their order, that began before
// today.
func attendanceFile(shifts []scheduling.Shift, who map[int64]workforce.Person, today grid.Date, loc *time.Location, seed uint64) string {
	var out strings.Builder
	out.WriteString("agent_id,state,start_time,end_time\n")
	habits := map[int64]float64{}
	rnd := stream(seed, "attendance")
	for _, shift := range shifts {
		person, known := who[shift.PersonID]
		if !known || !shift.Day.Before(today) {
			continue
		}
		if habits[person.ID] == 0 {
			habits[person.ID] = 0.4 + 1.2*rnd.Float64()*rnd.Float64() + 0.2*rnd.ExpFloat64()
		}
		for _, s := range statesOf(shift, habits[person.ID], rnd) {
			fmt.Fprintf(&out, "%s,%s,%s,%s\n", person.Code, s.state, s.from.In(loc).Format(time.DateTime), s.to.In(loc).Format(time.DateTime))
		}
	}
	return out.String()
}

// stateSpell is a state of an agent as the switch exports it.
type stateSpell struct {
	state    string
	from, to time.Time
}

// statesOf draws a shift as somebody of a habit worked it: 0.5 is punctual, 2 is not.
func statesOf(shift scheduling.Shift, habit float64, rnd *rand.Rand) []stateSpell {
	switch luck := rnd.Float64(); {
	case luck < 0.01: // the switch was not connected
		return nil
	case luck < 0.025: // called in sick, and nobody has entered it yet
		return []stateSpell{{"Logged out", shift.Start, shift.End}}
	}
	minutes := func(mean float64) time.Duration {
		return time.Duration(min(30, rnd.ExpFloat64()*mean) * float64(time.Minute)).Round(time.Second)
	}
	begin, end := shift.Start.Add(-minutes(1)), shift.End.Add(minutes(1))
	if rnd.Float64() < 0.2*habit {
		begin = shift.Start.Add(minutes(7 * habit))
	}
	switch luck := rnd.Float64(); {
	case luck < 0.06*habit:
		end = shift.End.Add(-minutes(5 * habit))
	case luck > 0.75:
		end = shift.End.Add(minutes(8))
	}
	var list []stateSpell
	at := begin
	for _, p := range shift.Pauses {
		// Whoever is in a call goes when it ends.
		from := later(p.Start.Add(minutes(1.5)), at)
		to := from.Add(p.End.Sub(p.Start) + minutes(1.5*habit))
		word := "Break"
		if p.Kind == scheduling.Lunch {
			word = "Lunch"
		}
		list = append(list, stateSpell{"Ready", at, from}, stateSpell{word, from, to})
		at = to
	}
	list = append(list, stateSpell{"Ready", at, later(end, at)})
	if rnd.Float64() < 0.06 {
		list = meet(list)
	}
	return slices.DeleteFunc(list, func(s stateSpell) bool { return !s.to.After(s.from) })
}

// meet puts half an hour with the team into the longest stretch of work.
func meet(list []stateSpell) []stateSpell {
	longest := 0
	for i, s := range list {
		if s.state == "Ready" && s.to.Sub(s.from) > list[longest].to.Sub(list[longest].from) {
			longest = i
		}
	}
	s := list[longest]
	if s.to.Sub(s.from) < time.Hour {
		return list
	}
	from := s.from.Add(s.to.Sub(s.from) / 2).Truncate(15 * time.Minute)
	to := from.Add(30 * time.Minute)
	return slices.Concat(list[:longest], []stateSpell{{"Ready", s.from, from}, {"Team meeting", from, to}, {"Ready", later(to, from), s.to}}, list[longest+1:])
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
