package staffing

import (
	"math"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// Load is the work that arrives in one interval and how it behaves.
type Load struct {
	Erlangs  float64 // contacts per second times mean handle time in seconds
	AHT      float64 // mean handle time, seconds, at the concurrency below
	Patience float64 // mean time until a waiting contact gives up, seconds; 0: nobody ever does (Erlang C)

	// AHTs is the mean handle time in seconds of a contact whose agent has 1, 2, …
	// at once; its length is the most that one has. It is the exact way to staff
	// chats (see [erlang.ConcurrentChats]), and makes Erlangs those of contacts
	// handled one at a time, whose AHT is the first. Concurrency is then not used.
	AHTs []float64

	// Concurrency is how many contacts one agent handles at the same time, on
	// average, when there is enough to do; 0 means 1. Each agent is then as many
	// servers, every one with the AHT above, which must have been measured at
	// that concurrency. This first form errs by about 0.03 in the share that
	// waits, against 0.15 for the custom of dividing the handle time.
	Concurrency float64
}

// InputError says which input cannot be staffed, and what would be. It is the
// one of the formulas, so that whoever shows it needs to know one type.
type InputError = erlang.InputError

func refused(field string, got float64, expected string) *InputError {
	return &InputError{Field: field, Got: got, Expected: expected}
}

// LoadOf returns the load of a number of contacts, each of aht seconds, that
// arrive in an interval of the given seconds.
func LoadOf(contacts, aht, interval float64) (Load, error) {
	switch {
	case !(contacts >= 0) || math.IsInf(contacts, 1):
		return Load{}, refused("contacts", contacts, "a number of at least 0")
	case !(aht > 0) || math.IsInf(aht, 1):
		return Load{}, refused("AHT", aht, "seconds above 0")
	case !(interval > 0) || math.IsInf(interval, 1):
		return Load{}, refused("interval", interval, "seconds above 0")
	}
	// One division at the end keeps loads exact that are whole: 100 contacts
	// of 180 s in 1800 s are 10 erlangs, not a little more or less.
	return Load{Erlangs: contacts * aht / interval, AHT: aht}, nil
}

// ChatLoadOf is [LoadOf] for contacts of which an agent handles several at once,
// each of so many seconds when there are 1, 2, ….
func ChatLoadOf(contacts float64, aht []float64, interval float64) (Load, error) {
	if len(aht) == 0 {
		return Load{}, refused("handle times by concurrency", 0, "at least one")
	}
	l, err := LoadOf(contacts, aht[0], interval)
	l.AHTs = aht
	return l, err
}

func (l *Load) validate() error {
	if l.chat() {
		if err := l.validateChat(); err != nil {
			return err
		}
	}
	switch {
	case !(l.Erlangs >= 0) || math.IsInf(l.Erlangs, 1):
		return refused("load", l.Erlangs, "erlangs of at least 0")
	case !(l.AHT >= briefest && l.AHT <= longest):
		return refused("AHT", l.AHT, "seconds, from a millionth to 1e15")
	case l.Patience != 0 && !(l.Patience >= briefest && l.Patience <= longest):
		return refused("patience", l.Patience, "seconds, from a millionth to 1e15, or 0 where nobody gives up")
	case l.Patience > erlang.MaxPatience*l.AHT:
		return refused("patience", l.Patience, "at most 1e12 handle times, or 0 where nobody gives up")
	case l.Concurrency != 0 && !(l.Concurrency >= 1 && l.Concurrency <= maxConcurrency):
		return refused("concurrency", l.Concurrency, "1 to 100 contacts at once")
	case l.Erlangs > maxErlangs:
		return refused("load", l.Erlangs, "at most ten million erlangs")
	}
	return nil
}

func (l *Load) validateChat() error {
	for _, aht := range l.AHTs {
		if !(aht >= briefest && aht <= longest) {
			return refused("AHT", aht, "seconds, from a millionth to 1e15, at every concurrency")
		}
	}
	switch {
	case len(l.AHTs) > maxConcurrency:
		return refused("concurrency", float64(len(l.AHTs)), "1 to 100 contacts at once")
	case l.AHTs[0] != l.AHT:
		return refused("AHT", l.AHT, "that of one contact at a time, the first by concurrency")
	case l.Erlangs > maxChatErlangs:
		return refused("load", l.Erlangs, "at most ten thousand erlangs of chats")
	}
	return nil
}

// Bounds beyond which a number is a mistake and a search would take for ever.
const (
	maxConcurrency = 100
	maxErlangs     = 1e7
	briefest       = 1e-6 // seconds
	longest        = 1e15
	maxChatErlangs = 1e4 // every place of every agent is a step of the chain
)

// perAgent is how many of one at a time an agent amounts to, with as many
// contacts as there may be.
func (l *Load) perAgent() float64 {
	if l.chat() {
		kept, _ := erlang.Productive(l.AHTs)
		return float64(len(kept)) * l.AHT / kept[len(kept)-1]
	}
	if l.Concurrency == 0 {
		return 1
	}
	return l.Concurrency
}

// waits reports whether contacts wait for as long as it takes.
func (l *Load) waits() bool { return l.Patience == 0 }

// Formula names the queueing model that applies.
func (l Load) Formula() string {
	if l.chat() {
		return "Erlang Chat"
	}
	if l.waits() {
		return "Erlang C"
	}
	return "Erlang A"
}
