package model

import (
	"math"
	"testing"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// split is a centre's history whose source tells talk, hold and wrap apart on
// days from one on: 60 % talk, more hold in the afternoon, the rest wrap.
func split(t *testing.T, c centre, from string) *History {
	t.Helper()
	list := c.observations(t)
	for i, o := range list {
		local := o.Start.In(c.location(t))
		if grid.DateOf(local).Before(grid.MustDate(from)) {
			continue
		}
		hold := .1
		if local.Hour() >= 14 {
			hold = .3
		}
		list[i].TalkSeconds, list[i].HoldSeconds, list[i].WrapSeconds = .6*o.HandleSeconds, hold*o.HandleSeconds, (.4-hold)*o.HandleSeconds
	}
	h, err := NewHistory(c.location(t), c.minutes, list)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func spoken() centre {
	c := restless()
	c.aht = func(_ grid.Date, minute int) float64 { return 180 + float64(minute)/10 }
	return c
}

func TestPartsOfHandleTimeAddUpToIt(t *testing.T) {
	c := spoken()
	in := c.input(t, 7)
	for _, from := range []string{"2026-01-05", "2026-05-01"} { // a source may begin late to tell them apart
		in.History = split(t, c, from)
		r := mustRun(t, in)
		if r.HandleParts == nil {
			t.Fatalf("told apart from %s on: no parts", from)
		}
		for i, whole := range r.HandleSeconds {
			p := r.HandleParts
			if got := p.Talk[i] + p.Hold[i] + p.Wrap[i]; !near(got, whole, 1e-9) {
				t.Fatalf("interval %d: parts of %g s make %g", i, whole, got)
			}
		}
		morning, afternoon := r.Grid.At(3, 10*60), r.Grid.At(3, 16*60)
		for _, at := range []struct {
			name       string
			index      int
			hold, talk float64
		}{{"ten", index(t, r, morning), .1, .6}, {"four", index(t, r, afternoon), .3, .6}} {
			whole := r.HandleSeconds[at.index]
			if hold, talk := r.HandleParts.Hold[at.index]/whole, r.HandleParts.Talk[at.index]/whole; math.Abs(hold-at.hold) > .02 || math.Abs(talk-at.talk) > .02 {
				t.Errorf("at %s: hold %.3f and talk %.3f of the handle time, want %g and %g", at.name, hold, talk, at.hold, at.talk)
			}
		}
	}
}

// A driver that makes contacts longer makes each part longer by the same ratio.
func TestADriverOfHandleTimeMovesItsPartsWithIt(t *testing.T) {
	c := spoken()
	first := grid.MustDate(c.first)
	mail := Driver{Code: "mail", Form: DriverCount, MovesHandleTime: true, First: first, Values: make([]float64, c.days+7)}
	for k := 4; k < c.days+7; k += 5 {
		mail.Values[k] = 1000
	}
	known := c.history(t).Days()
	mail.Values[known+2], mail.Values[known+3] = 1000, 0 // of the days ahead
	plain := c.aht
	c.aht = func(d grid.Date, minute int) float64 {
		return plain(d, minute) * (1 + .3*indicator(mail.Values[first.DaysUntil(d)] > 0))
	}
	in := c.input(t, 7)
	in.History, in.Drivers = split(t, c, c.first), []Driver{mail}
	r := mustRun(t, in)
	if len(r.Drivers) != 1 || !r.Drivers[0].Used {
		t.Fatalf("drivers %+v; want the mailing used on handle time", r.Drivers)
	}
	ten := func(day int) int { return index(t, r, r.Grid.At(day, 10*60)) }
	for name, curve := range map[string][]float64{"handle time": r.HandleSeconds, "talk": r.HandleParts.Talk, "wrap": r.HandleParts.Wrap} {
		if ratio := curve[ten(2)] / curve[ten(3)]; ratio < 1.2 || ratio > 1.4 {
			t.Errorf("%s on the day of the mailing is %.3f of the day after, want about 1.3", name, ratio)
		}
	}
	for i, whole := range r.HandleSeconds {
		if p := r.HandleParts; !near(p.Talk[i]+p.Hold[i]+p.Wrap[i], whole, 1e-9) {
			t.Fatalf("interval %d: parts of %g s make %g", i, whole, p.Talk[i]+p.Hold[i]+p.Wrap[i])
		}
	}
}

func TestWithoutASourceThatTellsThemApartThereAreNoParts(t *testing.T) {
	r := mustRun(t, spoken().input(t, 7))
	if r.HandleSeconds == nil || r.HandleParts != nil {
		t.Errorf("handle times %v, parts %v; want the first alone", r.HandleSeconds != nil, r.HandleParts != nil)
	}
}

func TestPartsAreAddedUpWithTheirIntervals(t *testing.T) {
	h := split(t, spoken(), "2026-01-05")
	coarse, err := h.Coarser(60)
	if err != nil {
		t.Fatal(err)
	}
	for p := range handlePartCount {
		want := h.split.seconds[p][1][20] + h.split.seconds[p][1][21]
		if got := coarse.split.seconds[p][1][10]; !near(got, want, 1e-12) || want == 0 {
			t.Errorf("part %d of the hour from ten: %g s, want %g", p, got, want)
		}
	}
}

func index(t *testing.T, r *Result, at time.Time) int {
	t.Helper()
	i, ok := r.Grid.Index(at)
	if !ok {
		t.Fatalf("%s lies outside the horizon", at)
	}
	return i
}
