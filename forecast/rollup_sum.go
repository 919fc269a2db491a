package forecast

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/workforce/grid"
)

// member is a piece, or the part of it that an employer handles.
type member struct {
	piece  int
	shares []float64 // by interval; nil: all of it
}

// of is the member's part of the piece's interval j.
func (m member) of(j int) float64 {
	if m.shares == nil {
		return 1
	}
	return m.shares[j]
}

// sum is a group while it is being added up.
type sum struct {
	RollupGroup
	order   RollupOrder
	members []member
	rows    map[int64]int
	rowOf   [][]int     // by member and interval
	known   []float64   // contacts by row whose handle time is known
	strays  [][]float64 // by row and path: how far the path's sum lies from the row's
}

// rollUp adds pieces up, group by group in order of their first piece.
// names are those of employers.
func rollUp(pieces []piece, order RollupOrder, names map[int64]string) []RollupGroup {
	var sums []*sum
	for i, p := range pieces {
		if order.By == ByVendor {
			for _, part := range p.divided() {
				g := RollupGroup{EmployerID: part.employer, Name: names[part.employer]}
				sumFor(&sums, g, p, order).take(member{i, part.shares}, p)
			}
			continue
		}
		sumFor(&sums, groupOf(p, order), p, order).take(member{piece: i}, p)
	}
	for _, s := range sums {
		s.addUp(pieces)
	}
	drawBands(sums, pieces)
	out := make([]RollupGroup, len(sums))
	for i, s := range sums {
		s.inOrder()
		out[i] = s.RollupGroup
	}
	return out
}

// groupOf names the group that a whole piece belongs to.
func groupOf(p piece, order RollupOrder) RollupGroup {
	switch order.By {
	case ByQueue:
		return RollupGroup{QueueID: p.setup.Queue.ID, SiteID: p.setup.Site.ID, Name: p.setup.Queue.Name}
	case ByGroup:
		return RollupGroup{Name: p.setup.Queue.Group}
	case BySite:
		return RollupGroup{SiteID: p.setup.Site.ID, Name: p.setup.Site.Name}
	}
	return RollupGroup{}
}

// sumFor finds a group, or begins it.
func sumFor(sums *[]*sum, g RollupGroup, p piece, order RollupOrder) *sum {
	for _, s := range *sums {
		if s.QueueID == g.QueueID && s.SiteID == g.SiteID && s.EmployerID == g.EmployerID && (order.By != ByGroup || s.Name == g.Name) {
			return s
		}
	}
	g.Location = p.grid.Location()
	s := &sum{RollupGroup: g, order: order, rows: map[int64]int{}}
	*sums = append(*sums, s)
	return s
}

// take makes a piece, or a part of it, a member of the group.
func (s *sum) take(m member, p piece) {
	s.members = append(s.members, m)
	if !slices.Contains(s.Queues, p.setup.Queue.ID) {
		s.Queues = append(s.Queues, p.setup.Queue.ID)
	}
	if !slices.Contains(s.Forecasts, p.run) {
		s.Forecasts = append(s.Forecasts, p.run)
	}
	s.Minutes = max(s.Minutes, p.grid.Minutes())
	if p.grid.Location().String() != s.Location.String() {
		s.Location = time.UTC
	}
}

// addUp settles the rows once all members are known.
func (s *sum) addUp(pieces []piece) {
	for _, m := range s.members {
		p := pieces[m.piece]
		rowOf := make([]int, p.grid.Len())
		for k := range p.grid.Days() {
			from, to := p.grid.Day(k)
			for j := from; j < to; j++ {
				rowOf[j] = s.row(p.grid, k, j)
				s.add(rowOf[j], p.curves, j, m.of(j))
			}
		}
		s.rowOf = append(s.rowOf, rowOf)
	}
	for r := range s.Rows {
		s.Rows[r].AHTS = s.Rows[r].WorkloadS / s.known[r]
		if s.known[r] == 0 {
			s.Rows[r].AHTS = math.NaN()
		}
	}
}

func (s *sum) add(r int, c RunCurves, j int, share float64) {
	contacts := share * c.Contacts[j]
	s.Rows[r].Contacts += contacts
	if c.AHTS != nil && c.AHTS[j] > 0 {
		s.Rows[r].WorkloadS += contacts * c.AHTS[j]
		s.known[r] += contacts
	}
}

// row finds the row of an interval on day k, or begins it.
func (s *sum) row(g grid.Grid, k, interval int) int {
	key, fresh := s.begin(g, k, interval)
	if r, known := s.rows[key]; known {
		return r
	}
	r := len(s.Rows)
	s.rows[key], s.Rows, s.known = r, append(s.Rows, fresh), append(s.known, 0)
	return r
}

// begin returns the period of an interval: what tells it from others, and an
// empty row for it. Intervals that are shorter than the group's lie in the one of
// the group that holds their beginning.
func (s *sum) begin(g grid.Grid, k, interval int) (key int64, row RollupRow) {
	if s.order.Per == PerInterval {
		start := g.Start(interval).In(s.Location)
		_, offset := start.Zone() // intervals begin at round times of the clock
		step := int64(s.Minutes) * 60
		key = (start.Unix()+int64(offset))/step*step - int64(offset)
		return key, RollupRow{Start: time.Unix(key, 0).In(s.Location)}
	}
	first := g.Date(k)
	last := first
	switch s.order.Per {
	case PerWeek:
		first = first.Monday()
		last = first.AddDays(6)
	case PerMonth:
		first.Day = 1
		last = grid.Date{Year: first.Year, Month: first.Month + 1}.AddDays(0) // its day 0 is the last before it
	}
	if first.Before(s.order.From) {
		first = s.order.From
	}
	if end := s.order.From.AddDays(s.order.Days - 1); last.After(end) {
		last = end
	}
	return int64(s.order.From.DaysUntil(first)), RollupRow{First: first, Last: last}
}

// inOrder sorts the rows by time.
func (s *sum) inOrder() {
	slices.SortFunc(s.Rows, func(a, b RollupRow) int { return cmp.Or(a.Start.Compare(b.Start), a.First.Compare(b.First)) })
}

// How many paths are drawn, and how many of their intervals at the most.
const (
	mostPaths  = 400
	leastPaths = 100
	pathCells  = 40_000_000
)

// drawBands gives every row the band of its sum. The risks of queues and days are
// neither independent nor one and the same, so sums are drawn: possible futures of
// all pieces together, in which what went wrong together in the past does so again.
func drawBands(sums []*sum, pieces []piece) {
	var futures []model.Future
	cells := 0
	for _, p := range pieces {
		futures = append(futures, p.future())
		cells += p.grid.Len()
	}
	if cells == 0 {
		return
	}
	for _, s := range sums {
		s.strays = make([][]float64, len(s.Rows))
	}
	paths := min(mostPaths, max(leastPaths, pathCells/cells))
	model.Together(futures, paths, 1, func(_ int, curves [][]float64) {
		for _, s := range sums {
			s.stray(curves)
		}
	})
	for _, s := range sums {
		s.setBands(pieces)
	}
}

// future is what may come of a piece: the errors of its back-test, and beyond them
// what its days' own bands know, such as the doubt of an event never seen.
func (p piece) future() model.Future {
	return model.Future{Calibration: p.curves.Calibration, Grid: p.grid, Mean: p.curves.Contacts, Totals: p.days}
}

// stray notes how far one path's sums lie from the rows'.
func (s *sum) stray(curves [][]float64) {
	totals := make([]float64, len(s.Rows))
	for n, m := range s.members {
		for j, v := range curves[m.piece] {
			totals[s.rowOf[n][j]] += m.of(j) * v
		}
	}
	for r, total := range totals {
		s.strays[r] = append(s.strays[r], math.Abs(total-s.Rows[r].Contacts))
	}
}

// setBands takes the share of the paths that a level asks for. The intervals of a
// single queue keep the bands of its forecast.
func (s *sum) setBands(pieces []piece) {
	unlike := func(m member) bool { return pieces[m.piece].grid.Minutes() != s.Minutes }
	if s.QueueID != 0 && s.order.Per == PerInterval && !slices.ContainsFunc(s.members, unlike) {
		s.ownBands(pieces)
		return
	}
	if !slices.ContainsFunc(s.members, func(m member) bool { return pieces[m.piece].future().Known() }) {
		return // nothing is known of errors
	}
	for r := range s.Rows {
		row := &s.Rows[r]
		slices.Sort(s.strays[r])
		for _, level := range rollupLevels {
			rank := int(math.Ceil(level * float64(len(s.strays[r]))))
			far := s.strays[r][rank-1]
			row.Bands = append(row.Bands, model.TotalBand{Level: level, Lo: max(0, row.Contacts-far), Hi: row.Contacts + far})
		}
	}
}

func (s *sum) ownBands(pieces []piece) {
	for n, m := range s.members {
		for _, band := range pieces[m.piece].curves.Bands {
			for j, r := range s.rowOf[n] {
				s.Rows[r].Bands = append(s.Rows[r].Bands, model.TotalBand{Level: band.Level, Lo: band.Lo[j], Hi: band.Hi[j]})
			}
		}
	}
}
