package erlang

import "fmt"

// Variant is a definition of service level. Definitions differ in what they do
// with contacts that gave up, by up to three points at ordinary loads, so a
// target means nothing without its variant.
type Variant uint8

// The five definitions in use. Each is a quotient of contact counts.
const (
	ExcludeShort       Variant = iota // answered in time / (offered - abandoned in time); the default
	OfOffered                         // answered in time / offered
	AbandonsAsAnswered                // (answered + abandoned in time) / offered
	OfAnswered                        // answered in time / answered
	Virtual                           // share that would wait no longer if it had endless patience
)

var variantNames = [...]string{"sl_excl_short", "sl_offered", "sl_ab_as_ok", "sl_answered", "sl_virtual"}

// Variants lists all definitions, the default first.
func Variants() []Variant {
	return []Variant{ExcludeShort, OfOffered, AbandonsAsAnswered, OfAnswered, Virtual}
}

// String returns the name by which files and the API know the definition.
func (v Variant) String() string {
	if int(v) < len(variantNames) {
		return variantNames[v]
	}
	return fmt.Sprintf("Variant(%d)", uint8(v))
}

// ParseVariant is the inverse of String. An empty name is the default.
func ParseVariant(name string) (Variant, error) {
	if name == "" {
		return ExcludeShort, nil
	}
	for i, known := range variantNames {
		if name == known {
			return Variant(i), nil
		}
	}
	return 0, fmt.Errorf("service level %q is not known; expected one of %v", name, variantNames)
}

// Shares says what became of the contacts offered, as shares of them (or, for
// counted history, as counts: every variant is a quotient, so both work). In
// time means within the threshold; the rest is late.
type Shares struct {
	AnsweredInTime  float64
	AnsweredLate    float64
	AbandonedInTime float64
	AbandonedLate   float64
	VirtualInTime   float64 // would wait no longer than the threshold with endless patience; models only
}

// Offered returns all contacts.
func (s Shares) Offered() float64 {
	return s.AnsweredInTime + s.AnsweredLate + s.AbandonedInTime + s.AbandonedLate
}

// ServiceLevel returns the service level by the given definition, 1 where
// nothing was there to be late.
func (s Shares) ServiceLevel(v Variant) float64 {
	switch v {
	case OfOffered:
		return quotient(s.AnsweredInTime, s.Offered())
	case AbandonsAsAnswered:
		return quotient(s.AnsweredInTime+s.AbandonedInTime, s.Offered())
	case OfAnswered:
		return quotient(s.AnsweredInTime, s.AnsweredInTime+s.AnsweredLate)
	case Virtual:
		return quotient(s.VirtualInTime, s.Offered())
	default:
		return quotient(s.AnsweredInTime, s.AnsweredInTime+s.AnsweredLate+s.AbandonedLate)
	}
}

func quotient(part, whole float64) float64 {
	if whole == 0 {
		return 1
	}
	return part / whole
}
