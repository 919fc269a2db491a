package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/roster/format"
	"github.com/muster-wfm/muster/workforce/grid"
)

// rosterRepair makes up for absences in a published roster.
type rosterRepair struct {
	In          string   `required:"" help:"Problem in JSON (docs/roster-format.md), - for standard input."`
	Roster      string   `required:"" help:"Roster in JSON, as roster solve writes it."`
	Out         string   `help:"Roster in JSON with all alternatives, - for standard output." default:"-"`
	Absent      []string `help:"Who is absent and when: CODE:DATE or CODE:DATE..DATE; repeat it for more." sep:"none"`
	Now         string   `help:"Leave alone what begins before this instant, such as 2026-05-04T12:15:00+01:00."`
	PinPeople   []string `help:"Codes of people to leave alone."`
	PinDays     []string `help:"Dates that stay as they are."`
	Willing     []string `help:"Codes of people who have agreed to be asked; their changes count a quarter."`
	OnlyWilling bool     `help:"Ask nobody else."`
	Keep        []string `help:"What must not change: week-paid, day-paid, starts, by-hand."`
	People      int      `help:"Write the alternative that asks so many; otherwise the fewest that make up for it, or else the most." default:"-1"`
	Seed        uint64   `help:"Decides every random choice." default:"1"`
	Moves       int      `help:"Moves tried after the exact steps; 0 for 300."`
}

// Run does the work. Ctrl-C ends the search early and keeps what was found.
func (c *rosterRepair) Run(ctx context.Context) error {
	problem, err := (&rosterSolve{In: c.In}).read()
	if err != nil {
		return err
	}
	breaks := &rosterBreaks{Roster: c.Roster, Now: c.Now}
	published, err := breaks.read(problem)
	if err != nil {
		return err
	}
	order, err := c.order(problem)
	if err != nil {
		return err
	}
	if order.Frozen, err = breaks.now(problem); err != nil {
		return err
	}
	out, err := openOutput(c.Out)
	if err != nil {
		return err
	}
	defer out.drop()
	settings := roster.RepairSettings{Seed: c.Seed, Weights: roster.DefaultRepairWeights(), Moves: c.Moves, MostPeople: max(4, c.People)}
	plan, err := roster.Repair(ctx, problem, published, order, settings)
	var invalid *roster.Invalid
	if errors.As(err, &invalid) {
		bad := &badInput{}
		for _, f := range invalid.Faults {
			bad.add("order", 0, f.Field, "found %s; expected %s", f.Found, f.Expected)
		}
		return bad
	}
	if err != nil {
		return err
	}
	chosen, err := c.choose(plan)
	if err != nil {
		return err
	}
	if err := format.WriteRepair(out, order.Applied(problem, published), settings, plan, chosen); err != nil {
		return err
	}
	told := plan.Alternatives[chosen]
	fmt.Fprintf(os.Stderr, "%d people asked, at least %d are needed; coverage and all else costs %.0f, published %.0f, left as it is %.0f\n",
		told.People(), plan.Minimum, told.Cost.Total(), plan.Published.Total(), plan.Left.Total())
	return out.keep()
}

// choose returns the alternative to write.
func (c *rosterRepair) choose(plan roster.RepairPlan) (int, error) {
	if c.People < 0 {
		if at := slices.IndexFunc(plan.Alternatives, func(a roster.Alternative) bool { return a.Restores }); at >= 0 {
			return at, nil
		}
		return len(plan.Alternatives) - 1, nil
	}
	at := slices.IndexFunc(plan.Alternatives, func(a roster.Alternative) bool { return a.People() == c.People })
	if at < 0 {
		bad := &badInput{}
		bad.add("--people", 0, "people", "found %d, of which there is no alternative; expected one of %s", c.People, peopleOf(plan))
		return 0, bad
	}
	return at, nil
}

func peopleOf(plan roster.RepairPlan) string {
	words := make([]string, len(plan.Alternatives))
	for i, a := range plan.Alternatives {
		words[i] = fmt.Sprint(a.People())
	}
	return strings.Join(words, ", ")
}

// order reads the flags in the problem's terms; everything wrong is named at once.
func (c *rosterRepair) order(p *roster.Problem) (roster.RepairOrder, error) {
	bad := &badInput{}
	o := roster.RepairOrder{OnlyWilling: c.OnlyWilling}
	person := func(flag, code string) int {
		i := slices.IndexFunc(p.People, func(q roster.Person) bool { return q.Code == code })
		if i < 0 {
			bad.add(flag, 0, "", "found %q; expected the code of a person of the problem", code)
		}
		return i
	}
	day := func(flag, text string) int {
		date, err := grid.ParseDate(text)
		k, inside := p.Grid.DayIndex(date)
		if err != nil || !inside {
			bad.add(flag, 0, "", "found %q; expected a date from %s to %s", text, p.Grid.First(), p.Grid.Date(p.Grid.Days()-1))
		}
		return k
	}
	for _, text := range c.Absent {
		code, dates, found := cutLast(text, ":")
		if !found {
			bad.add("--absent", 0, "", "found %q; expected CODE:DATE or CODE:DATE..DATE", text)
			continue
		}
		first, last, more := strings.Cut(dates, "..")
		if !more {
			last = first
		}
		o.Absent = append(o.Absent, roster.Away{Person: person("--absent", code), First: day("--absent", first), Last: day("--absent", last), Paid: -1})
	}
	for _, code := range c.PinPeople {
		o.PinnedPeople = append(o.PinnedPeople, person("--pin-people", code))
	}
	for _, text := range c.PinDays {
		o.PinnedDays = append(o.PinnedDays, day("--pin-days", text))
	}
	for _, code := range c.Willing {
		o.Willing = append(o.Willing, person("--willing", code))
	}
	for _, word := range c.Keep {
		switch word {
		case "week-paid":
			o.Keep.WeekPaid = true
		case "day-paid":
			o.Keep.DayPaid = true
		case "starts":
			o.Keep.Starts = true
		case "by-hand":
			o.Keep.ByHand = true
		default:
			bad.add("--keep", 0, "", "found %q; expected week-paid, day-paid, starts or by-hand", word)
		}
	}
	return o, bad.orNil()
}

// cutLast cuts at the last separator: codes may hold it too.
func cutLast(text, separator string) (before, after string, found bool) {
	at := strings.LastIndex(text, separator)
	if at < 0 {
		return text, "", false
	}
	return text[:at], text[at+len(separator):], true
}
