package simulate

import (
	"fmt"
	"math"

	"github.com/muster-wfm/muster/internal/problem"
)

// Course is what is to be seen on the floor as time goes by: a sample every so
// many seconds, the first after one step. It is made to be looked at; service is
// measured by contact, see [QueueReport].
type Course struct {
	Step   float64        // seconds
	Queues []Track        // contacts waiting, in the order of the scenario
	Groups []CourseOfCrew // in the order of the scenario
}

// CourseOfCrew is a group's agents by sample. Busy ones may be staying longer
// than their time; breaks are neither busy nor idle.
type CourseOfCrew struct{ Busy, Idle Track }

// Track is one number by sample.
type Track struct {
	First []int32   // of the first replication: what one day looks like
	Mean  []float64 // over all replications
}

// maxSamples bounds what a course takes: numbers in one replication.
const maxSamples = 10_000_000

// tracks is how many numbers one sample has: queues' lines, then the busy and
// the idle agents of groups.
func (s *Scenario) tracks() int { return len(s.Queues) + 2*len(s.Groups) }

// sampleCount is how many samples a replication has.
func sampleCount(s *Scenario, step float64) int {
	n, _ := samplesOf(s, step)
	return n
}

// samplesOf is sampleCount with what is wrong with the step, if anything is.
func samplesOf(s *Scenario, step float64) (int, *problem.Problem) {
	if step == 0 {
		return 0, nil
	}
	end := s.Interval * float64(s.Intervals)
	samples := math.Floor(end/step + 1e-9)
	if !(step > 0) || !(samples >= 1 && samples*float64(s.tracks()) <= maxSamples) {
		least := end * float64(s.tracks()) / maxSamples
		return 0, &problem.Problem{Field: "step_s", Found: fmt.Sprint(step), Expected: fmt.Sprintf("%.3g to %g seconds between samples", least, end)}
	}
	return int(samples), nil
}

// lookUntil takes the samples that are due before a time, and lets everything
// happen that comes before them. It returns the next one's time.
func (f *floor) lookUntil(limit float64) {
	for f.look <= limit {
		f.until(f.look)
		f.sample()
		f.looked++
		f.look = never
		if f.looked < f.samples {
			f.look = min(f.end, float64(f.looked+1)*f.step)
		}
	}
}

// sample writes down how many wait, are busy and are idle.
func (f *floor) sample() {
	n := f.tracks()
	into := f.tally.course[f.looked*n : (f.looked+1)*n]
	for q := range f.lines {
		into[q] = f.inLine(q)
	}
	into = into[len(f.lines):]
	for g := range f.crews {
		into[2*g], into[2*g+1] = f.crews[g].busy, f.crews[g].idle()
	}
}

// inLine is how many wait in a line now, without those who have given up.
func (f *floor) inLine(queue int) int32 {
	n := int32(0)
	for place := f.lines[queue].first; place >= 0; place = f.book.places[place].next {
		c := &f.book.places[place]
		if !c.moved && !c.gone && c.deadline > f.now {
			n++
		}
	}
	return n
}

// idle is how many agents have nothing in hand.
func (c *crew) idle() int32 {
	if c.speeds != nil {
		return int32(len(c.byLoad[0]))
	}
	return c.idleSince.n
}

// courseReport is the report's course, nil where no samples were taken.
func (m *merger) courseReport() *Course {
	if m.samples == 0 {
		return nil
	}
	course := &Course{Step: m.step}
	for q := range m.Queues {
		course.Queues = append(course.Queues, m.track(q))
	}
	for g := range m.Groups {
		at := len(m.Queues) + 2*g
		course.Groups = append(course.Groups, CourseOfCrew{Busy: m.track(at), Idle: m.track(at + 1)})
	}
	return course
}

func (m *merger) track(at int) Track {
	t := Track{First: make([]int32, m.samples), Mean: make([]float64, m.samples)}
	for i := range t.First {
		t.First[i] = m.first[i*m.tracks()+at]
		t.Mean[i] = float64(m.course[i*m.tracks()+at]) / float64(m.replications)
	}
	return t
}

// addCourse adds a replication's samples.
func (m *merger) addCourse(samples []int32) {
	if len(samples) == 0 {
		return
	}
	if m.course == nil {
		m.course, m.first = make([]int64, len(samples)), append([]int32(nil), samples...)
	}
	for i, n := range samples {
		m.course[i] += int64(n)
	}
}
