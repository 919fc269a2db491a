package breaks

import (
	"slices"

	"github.com/muster-wfm/muster/scheduling/shifts"
)

// Stretch is a time in which a team has a number of people on pause.
type Stretch struct {
	Team     int
	From, To int // minutes
	People   int // on pause
	Allowed  int
}

// Standing returns where the pauses of a problem, as they came in, exceed a
// limit and where they reach it.
func Standing(p *Problem) (excess, full []Stretch) { return newBoard(p).stretches() }

// stretches returns where limits are exceeded and where they are reached, by
// team and time.
func (b *board) stretches() (excess, full []Stretch) {
	for k := range b.teams {
		c := &b.teams[k]
		for t := range b.span {
			now := Stretch{Team: k, From: t * b.p.Tick, To: (t + 1) * b.p.Tick, People: c.pausing[t], Allowed: c.allowed[t]}
			switch {
			case now.People == 0 || now.People < now.Allowed:
			case now.People > now.Allowed:
				excess = extended(excess, now)
			default:
				full = extended(full, now)
			}
		}
	}
	return excess, full
}

// extended adds a slot to a list of stretches, to the last one where it goes on.
func extended(list []Stretch, now Stretch) []Stretch {
	if n := len(list); n > 0 {
		last := &list[n-1]
		if last.Team == now.Team && last.To == now.From && last.People == now.People && last.Allowed == now.Allowed {
			last.To = now.To
			return list
		}
	}
	return append(list, now)
}

// leastExcess returns person-minutes over the limits that no arrangement
// avoids, by energetic reasoning (Baptiste, Le Pape and Nuijten, Constraint-Based
// Scheduling, 2001, 3.3): in every window, the minutes that pauses must spend in
// it, wherever their template lets them start, less what the limit has room for.
// Windows that hold excess are looked at, one team at a time; of windows that
// overlap only the best counts.
func (s *search) leastExcess() int {
	total, worst := 0, 0
	for k := range s.b.teams {
		least := s.leastOf(k)
		total, worst = total+least, max(worst, least)
	}
	if s.shared() {
		return worst // somebody in two teams would be counted twice; the worst team is still sure
	}
	return total
}

// shared reports whether anybody's pauses count for two teams.
func (s *search) shared() bool {
	return slices.ContainsFunc(s.p.Shifts, func(shift Shift) bool { return len(shift.Teams) > 1 })
}

// spell is the freedom of one pause: it starts somewhere from first to last and
// lasts a while, in slots.
type spell struct{ first, last, length int }

// inside returns the slots that a pause spends in a window at least. The overlap
// is least at one end of its freedom.
func (p spell) inside(from, to int) int {
	overlap := func(at int) int { return max(0, min(at+p.length, to)-max(at, from)) }
	return min(overlap(p.first), overlap(p.last))
}

// widest is the longest window looked at, in minutes.
const widest = 6 * 60

func (s *search) leastOf(team int) int {
	c := &s.b.teams[team]
	var spells []spell
	total, until := 0, 0
	for t := 0; t < s.b.span; t++ {
		if c.pausing[t] <= c.allowed[t] || t < until {
			continue
		}
		if spells == nil {
			spells = s.spells(team)
		}
		best, end := s.bestWindow(c, spells, max(until, t-widest/s.p.Tick), t)
		total, until = total+best, max(end, t+1)
	}
	return total * s.p.Tick
}

// bestWindow returns the largest surplus over windows that begin at low or later
// and hold a slot, and where that window ends.
func (s *search) bestWindow(c *crew, spells []spell, low, slot int) (best, end int) {
	var near []spell
	for _, p := range spells {
		if p.last+p.length > low && p.first < slot+widest/s.p.Tick {
			near = append(near, p)
		}
	}
	for from := low; from <= slot; from++ {
		room := 0
		for t := from; t < slot; t++ {
			room += c.allowed[t]
		}
		for to := slot + 1; to <= min(s.b.span, from+widest/s.p.Tick); to++ {
			room += c.allowed[to-1]
			need := 0
			for _, p := range near {
				need += p.inside(from, to)
			}
			if need-room > best {
				best, end = need-room, to
			}
		}
	}
	return best, end
}

// spells returns the freedom of every pause of a team.
func (s *search) spells(team int) []spell {
	var list []spell
	free := map[int]*run{}
	for _, r := range s.runs {
		free[r.index] = r
	}
	for i := range s.p.Shifts {
		shift := &s.p.Shifts[i]
		if !slices.Contains(shift.Teams, team) {
			continue
		}
		base := shift.Start / s.p.Tick
		if r := free[i]; r != nil {
			for k, pause := range r.due {
				first, last := r.placement.Window(k)
				list = append(list, spell{base + first, base + last, pause.Minutes / s.p.Tick})
			}
			continue
		}
		for _, pause := range shift.Pauses {
			list = append(list, fixedSpell(base, pause, s.p.Tick))
		}
	}
	return list
}

func fixedSpell(base int, pause shifts.Placed, tick int) spell {
	at := base + pause.Offset/tick
	return spell{at, at, pause.Minutes / tick}
}
