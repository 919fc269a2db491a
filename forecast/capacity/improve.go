package capacity

import (
	"context"
	"math"
	"slices"
)

// sizes are how many people a step moves, large ones first.
var sizes = []float64{64, 16, 4, 1}

// mostRounds bounds the search; it ends long before.
const mostRounds = 200

// run finds the decisions: from fractions of people where they are known, and from
// nothing; the better one stays.
func (s *search) run(ctx context.Context) error {
	x, found := s.relaxed()
	if !found {
		return s.improve(ctx)
	}
	s.restore(s.rounded(x))
	if err := s.improve(ctx); err != nil {
		return err
	}
	first, cost := slices.Clone(s.amounts), s.total()
	s.restore(nil)
	if err := s.improve(ctx); err != nil {
		return err
	}
	if s.total() >= cost {
		s.restore(first)
	}
	return nil
}

// improve takes steps until none saves anything.
func (s *search) improve(ctx context.Context) error {
	for _, size := range sizes {
		for range mostRounds {
			if err := ctx.Err(); err != nil {
				return err
			}
			// Neither may be skipped because the other was enough.
			moved := s.single(size)
			moved = s.paired(size) || moved
			moved = s.merged() || moved
			if !moved {
				break
			}
		}
	}
	return s.reconsider(ctx)
}

// single adds and takes away where it saves most first.
func (s *search) single(size float64) (moved bool) {
	for s.steepest(size) {
		moved = true
	}
	for a := range s.actions {
		for s.amounts[a] > 0 && (s.try(change{a, -min(size, s.amounts[a])}) || s.try(change{a, -s.amounts[a]})) {
			moved = true
		}
	}
	return moved
}

// steepest makes the addition that saves most for what it costs.
func (s *search) steepest(size float64) bool {
	best, most := change{}, 0.0
	for a := range s.actions {
		by := size
		if s.amounts[a] == 0 {
			by = max(size, math.Ceil(s.actions[a].min))
		}
		by = min(by, math.Floor(s.actions[a].max-s.amounts[a]))
		if by <= 0 || !s.allowed(a, s.amounts[a]+by) {
			continue
		}
		from := s.actions[a].from
		before := s.hoursCost(from)
		cost := s.apply(change{a, by})
		saved := (before - s.hoursCost(from)) - cost
		s.apply(change{a, -by})
		if rate := saved / max(cost, 1); saved > 1e-6*(1+before) && rate > most {
			best, most = change{a, by}, rate
		}
	}
	if most == 0 {
		return false
	}
	s.apply(best)
	return true
}

// paired moves people from one action to another: earlier, later, from hires to
// vendors and back.
func (s *search) paired(size float64) (moved bool) {
	for a := range s.actions {
		if s.amounts[a] == 0 {
			continue
		}
		for b := range s.actions {
			by := min(size, s.amounts[a])
			if a == b || by == 0 {
				continue
			}
			for _, to := range s.exchanges(a, b, by) {
				if s.try(change{a, -by}, change{b, to}) {
					moved = true
					break
				}
			}
		}
	}
	return moved
}

// merged puts one tranche in place of two of the same vendor, which neither of them
// can become by a step that saves something alone. Of either, what else it was
// needed for may stay with the fewest people.
func (s *search) merged() (moved bool) {
	for a := s.hires; a < len(s.actions); a++ {
		for b := a + 1; b < len(s.actions) && s.vendor(b) == s.vendor(a); b++ {
			for c := s.hires; c < len(s.actions); c++ {
				if c != a && c != b && s.vendor(c) == s.vendor(a) && s.merge(a, b, c) {
					moved = true
				}
			}
		}
	}
	return moved
}

// merge puts tranche c in place of a and b.
func (s *search) merge(a, b, c int) bool {
	if s.amounts[a] == 0 || s.amounts[b] == 0 {
		return false
	}
	most := max(s.amounts[a], s.amounts[b])
	few := max(1, math.Ceil(s.actions[a].min))
	for _, stay := range [...][2]float64{{0, 0}, {few, 0}, {0, few}, {few, few}} {
		if s.try(change{a, stay[0] - s.amounts[a]}, change{b, stay[1] - s.amounts[b]}, change{c, most}) {
			return true
		}
	}
	return false
}

// vendor is whom a tranche comes from.
func (s *search) vendor(action int) int { return s.tranche[action-s.hires].Vendor }

// exchanges are how many people of one action could stand for some of another:
// as many, or as many as bring the same hours.
func (s *search) exchanges(a, b int, by float64) []float64 {
	room := math.Floor(s.actions[b].max - s.amounts[b])
	if room <= 0 {
		return nil
	}
	least := max(1, math.Ceil(s.actions[b].min)-s.amounts[b])
	out := []float64{min(room, max(least, by))}
	if gives, takes := sum(s.actions[a].hours), sum(s.actions[b].hours); gives > 0 && takes > 0 {
		if same := min(room, max(least, math.Ceil(by*gives/takes))); same != out[0] {
			out = append(out, same)
		}
	}
	return out
}

// reconsider takes each decision back as a whole and lets the search find
// something else; what was is restored where that is dearer. It gets out of
// corners that steps of one decision at a time cannot leave.
func (s *search) reconsider(ctx context.Context) error {
	for a := range s.actions {
		if err := ctx.Err(); err != nil {
			return err
		}
		if s.amounts[a] == 0 {
			continue
		}
		kept, cost := slices.Clone(s.amounts), s.total()
		s.apply(change{a, -s.amounts[a]})
		most := s.actions[a].max
		s.actions[a].max = 0
		for range 3 {
			s.single(4)
			if !s.single(1) {
				break
			}
		}
		s.actions[a].max = most
		if s.total() >= cost-1e-6*(1+cost) {
			s.restore(kept)
		}
	}
	return nil
}

func (s *search) total() float64 {
	total := s.hoursCost(0)
	for a, n := range s.amounts {
		total += n * s.actions[a].cost
	}
	return total
}

func (s *search) restore(amounts []float64) {
	clear(s.supply)
	clear(s.ownSupply)
	clear(s.amounts)
	for a, n := range amounts {
		if n != 0 {
			s.apply(change{a, n})
		}
	}
}

func (s *search) chosenHires() (out []Hire) {
	for a := range s.hires {
		if s.amounts[a] > 0 {
			out = append(out, Hire{Week: s.actions[a].from, People: s.amounts[a]})
		}
	}
	return out
}

func (s *search) chosenTranches() (out []Tranche) {
	for i, t := range s.tranche {
		if n := s.amounts[s.hires+i]; n > 0 {
			t.People = n
			out = append(out, t)
		}
	}
	return out
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}
