package roster

// scarcity raises the prices of a first roster where few of those still to come could work.
// Person after person takes the shifts that are short; at equal prices those with rare
// skills, who come first, take common shifts, and nobody is left for the rare ones: with
// 150 people and 32 shifts a year that was two thirds of what the roster cost.
type scarcity struct {
	model  *model
	supply []float64 // by tick: the people still to come who work there, about
	weight []float64 // by tick, of a person who is missing there
}

// How much a tick weighs more for each person that is needed per person to come, and
// what is the most of these.
const (
	scarceWeight = 0.1
	mostScarce   = 5
)

// workingDays is the part of their days that people work, about.
const workingDays = 0.7

// newScarcity counts everybody as still to come. It is nil, and weighs nothing, where all
// are rostered together soon after.
func newScarcity(m *model) *scarcity {
	if !m.together || !m.sweepable() {
		return nil
	}
	s := &scarcity{model: m, supply: make([]float64, m.span), weight: make([]float64, m.span)}
	for _, w := range m.people {
		s.count(w, +1)
	}
	return s
}

// count adds the shifts that somebody works on average, each kind as often as any other as
// far as its cap lets it.
func (s *scarcity) count(w *worker, by float64) {
	u := w.duty.menu
	often := make([]float64, len(u.kinds)) // by kind: on which part of the days
	sum := 0.0
	for k, kind := range u.kinds {
		often[k] = 1
		for _, c := range w.law.a.Caps {
			if c.Class == kind.class {
				often[k] = min(1, float64(max(0, c.Max))/(workingDays*float64(s.model.days)))
			}
		}
		sum += often[k]
	}
	for _, arcs := range u.days {
		for i := range arcs {
			for t := arcs[i].start; t < arcs[i].end(); t++ {
				s.supply[t] += by * workingDays * often[arcs[i].kind] / max(1, sum)
			}
		}
	}
}

// weigh sets the weights for the next to come, who is then counted no more.
func (s *scarcity) weigh(c *cover, w *worker) []float64 {
	if s == nil {
		return nil
	}
	for t := range s.model.ticks() {
		missing := 0.0
		for g := range s.model.cells {
			missing += max(0, s.model.cells[g].need[t]-float64(c.count[g][t]))
		}
		s.weight[t] = 1 + scarceWeight*min(mostScarce, missing/max(0.1, s.supply[t]))
	}
	s.count(w, -1)
	return s.weight
}
