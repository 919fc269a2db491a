package erlang

import "math"

// Setting is a queue in the words of planning: everything that decides how it
// does. A zero Patience is endless; zero Lines are no limit.
type Setting struct {
	Volume   float64 // contacts offered in an interval, first attempts only
	Interval float64 // its length, seconds
	AHT      float64 // mean handle time, seconds
	Agents   float64 // need not be whole
	Patience Patience
	NoQueue  bool    // contacts that find every agent busy are turned away (Erlang B)
	Lines    float64 // contacts that can be in the system at once; 0: no limit
	Redial   float64 // share of the attempts blocked or given up that are made again
	// Slower is how much longer a contact takes when its agent holds 1, 2, … at once
	// than alone, so that the first is 1; its length is the most that one holds, and
	// AHT that of one alone. None: one at a time. See [ConcurrentChats].
	Slower    []float64
	Threshold float64 // what is answered in time, seconds
	Variant   Variant // of the service level
}

// Figures are how a queue does. Waits and service levels are of the contacts
// that find a line.
type Figures struct {
	Load         float64 // erlangs of first attempts
	ServiceLevel float64 // by the setting's variant
	Levels       Shares  // from which every variant follows; see [Shares.ServiceLevel]
	PWait        float64 // share of contacts that wait at all
	ASA          float64 // mean wait of those answered, seconds; +Inf for an unstable queue
	MeanWait     float64 // mean wait of all, seconds; +Inf for an unstable queue
	PAbandon     float64 // share that gives up
	PBlock       float64 // share of attempts that find no line
	Occupancy    float64 // share of agents' time spent handling; of their places, where each has several
	QueueLength  float64 // mean number waiting; +Inf for an unstable queue
	Attempts     float64 // mean number of attempts of a contact
	PLost        float64 // share of contacts that are never answered
	Unstable     bool    // contacts wait for as long as it takes, and agents cannot keep up
}

// Formula names the queueing model that a setting asks for.
func (s Setting) Formula() string {
	_, exponential := s.Patience.exponential()
	switch {
	case s.chats():
		return "Erlang Chat"
	case s.NoQueue && s.Redial == 0:
		return "Erlang B"
	case s.NoQueue || s.Lines > 0 || s.Redial > 0:
		return "Erlang X"
	case s.Patience.Endless():
		return "Erlang C"
	case exponential:
		return "Erlang A"
	}
	return "M/M/n+G"
}

// Load returns the erlangs offered: the volume itself in an interval of one handle
// time, which is how a load of erlangs is said, and no product of a quotient.
func (s Setting) Load() float64 {
	if s.Interval == s.AHT {
		return s.Volume
	}
	return s.Volume * s.AHT / s.Interval
}

// Evaluate returns how a queue does. The error, if any, is an [*InputError].
func Evaluate(s Setting) (Figures, error) {
	if err := s.Check(); err != nil {
		return Figures{}, err
	}
	f := s.figures()
	return f, s.beyond(f)
}

// beyond refuses a setting whose figures are no numbers: its parts are so far apart,
// an erlang and the smallest part of an agent, that rounding leaves nothing.
func (s Setting) beyond(f Figures) error {
	for _, v := range [...]float64{f.ServiceLevel, f.PWait, f.PAbandon, f.PBlock, f.Occupancy, f.Attempts, f.PLost} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return &InputError{"agents", s.Agents, "a number that can be told apart beside the load and the handle time"}
		}
	}
	return nil
}

// Check returns what [Evaluate] would refuse, an [*InputError] or nil.
func (s Setting) Check() error {
	finite := func(v float64) bool { return v >= 0 && !math.IsInf(v, 1) }
	switch {
	case !finite(s.Volume):
		return &InputError{"volume", s.Volume, "contacts of at least 0"}
	case !(s.Interval > 0) || math.IsInf(s.Interval, 1):
		return &InputError{"interval", s.Interval, "seconds above 0"}
	case !(s.AHT > 0) || math.IsInf(s.AHT, 1):
		return &InputError{"handle time", s.AHT, "seconds above 0"}
	case s.Load() > MaxErlangs:
		return &InputError{"load", s.Load(), "at most 1e9 erlangs"}
	case !(s.Agents >= 0 && s.Agents <= MaxErlangs):
		return &InputError{"agents", s.Agents, "a number from 0 to 1e9, whole or not"}
	case s.Lines != 0 && !(s.Lines >= s.Agents && s.Lines <= mostLines):
		return &InputError{"lines", s.Lines, "at least as many as agents and at most a million, or 0 for no limit"}
	case s.NoQueue && s.Lines != 0:
		return &InputError{"lines", s.Lines, "0 where nobody can wait: each agent is a line"}
	case !(s.Redial >= 0 && s.Redial <= mostRedial):
		return &InputError{"redial", s.Redial, "a share from 0 to 0.99"}
	case !finite(s.Threshold):
		return &InputError{"threshold", s.Threshold, "seconds of at least 0"}
	}
	if err := s.Patience.check(); err != nil {
		return err
	}
	if err := s.checkChats(); err != nil {
		return err
	}
	if mean, _ := s.Patience.exponential(); mean > MaxPatience*s.AHT && !math.IsInf(mean, 1) {
		return &InputError{"patience", mean, "at most 1e12 handle times, or +Inf where nobody gives up"}
	}
	return nil
}

// Bounds beyond which a number is a mistake, or would take too long.
const (
	mostRedial = 0.99
	mostLines  = 1e6
)

// queue is the setting as the formulas take it.
func (s Setting) queue() ExtendedQueue {
	lines := s.Lines
	switch {
	case s.NoQueue:
		lines = s.Agents
	case lines == 0:
		lines = math.Inf(1)
	}
	return ExtendedQueue{
		Arrivals: s.Volume / s.Interval, AHT: s.AHT, Agents: s.Agents, Patience: s.Patience, Lines: lines, Redial: s.Redial, load: s.Load(),
	}
}

func (s Setting) figures() Figures {
	load := s.Load()
	if s.chats() {
		return s.chatFigures(ConcurrentChats(s.chatQueue(), s.Threshold))
	}
	if math.IsInf(s.queue().Lines, 1) && s.Redial == 0 && s.Patience.Endless() {
		return s.patientFigures(C(load, s.Agents, s.AHT))
	}
	x := X(s.queue(), s.Threshold)
	return Figures{
		Load: load, ServiceLevel: x.ServiceLevel(s.Variant), Levels: x.Shares, PWait: x.PWait, ASA: x.ASA, MeanWait: x.MeanWait,
		PAbandon: x.PAbandon, PBlock: x.PBlock, Occupancy: x.occupied(), QueueLength: x.QueueLength,
		Attempts: x.Attempts, PLost: x.PLost, Unstable: x.Unstable,
	}
}

// occupied is the occupancy, also of a queue that only grows.
func (x Extended) occupied() float64 {
	if x.Unstable {
		return 1
	}
	return x.Occupancy
}

// patientFigures are those of Erlang C, which has them without an integral.
func (s Setting) patientFigures(c Delay) Figures {
	f := Figures{
		Load: c.Load, PWait: c.PWait, ServiceLevel: c.ServiceLevel(s.Threshold), ASA: c.ASA(), MeanWait: c.ASA(),
		Occupancy: c.Occupancy(), QueueLength: c.QueueLength(), Attempts: 1, Unstable: c.Unstable,
	}
	f.Levels = Shares{AnsweredInTime: f.ServiceLevel, AnsweredLate: c.Late(s.Threshold), VirtualInTime: f.ServiceLevel}
	return f
}
