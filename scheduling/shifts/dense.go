package shifts

import "math"

// savedDensely is Saved where pauses may start at every tick of their windows and
// nothing bounds the work between them. The best total of the pauses up to one, over
// its starts up to a tick, is all that the next pause needs: a running maximum.
func (p *Placement) savedDensely(prefix []float64, s *Scratch) float64 {
	best := 0.0
	var before []float64 // by start of the pause before: the best total up to there
	for i := range p.windows {
		w := &p.windows[i]
		starts := w.last - w.first + 1
		now := s.best[i&1]
		if cap(now) < starts {
			now = make([]float64, starts)
			s.best[i&1] = now
		}
		now = now[:starts]
		from, to := prefix[w.first:w.last+1], prefix[w.first+w.length:w.last+w.length+1]
		best = math.Inf(-1)
		if i == 0 {
			for k, v := range to[:len(from)] {
				best = max(best, v-from[k])
				now[k] = best
			}
			before = now
			continue
		}
		at := w.first - p.windows[i-1].first - p.windows[i-1].clear // of before, for the first start
		for k, v := range to[:len(from)] {
			v += before[min(at+k, len(before)-1)] - from[k]
			if v > best {
				best = v
			}
			now[k] = best
		}
		before = now
	}
	return best
}
