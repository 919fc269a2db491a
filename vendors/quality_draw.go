package vendors

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/muster-wfm/muster/vendors/quality/accept"
	"github.com/muster-wfm/muster/vendors/quality/rank"
	"github.com/muster-wfm/muster/vendors/quality/sample"
	"github.com/muster-wfm/muster/workforce"
)

// stratumKey tells the strata of a plan apart.
type stratumKey struct {
	employer int64
	stratum  string
}

func keyOf(c ContactRef) stratumKey { return stratumKey{c.EmployerID, c.Stratum} }

// byStratum groups contacts; keys come in order.
func byStratum(contacts []ContactRef) (keys []stratumKey, of map[stratumKey][]ContactRef) {
	of = map[stratumKey][]ContactRef{}
	for _, c := range contacts {
		k := keyOf(c)
		if of[k] == nil {
			keys = append(keys, k)
		}
		of[k] = append(of[k], c)
	}
	slices.SortFunc(keys, func(a, b stratumKey) int {
		return cmp.Or(cmp.Compare(a.employer, b.employer), cmp.Compare(a.stratum, b.stratum))
	})
	return keys, of
}

// planOf works out how many contacts to draw. Rates are what is known of critical
// errors, drawn towards one in ten where little is known.
func planOf(o SampleOrder, contacts []ContactRef, known map[stratumKey]rank.Count) (SamplePlan, error) {
	if len(contacts) == 0 {
		return SamplePlan{}, &workforce.InvalidError{What: "sample", Fields: []workforce.FieldError{{
			Field: "from", Found: "no contact to draw from", Expected: "days with contacts that were imported" + again(o.Purpose),
		}}}
	}
	keys, of := byStratum(contacts)
	plan := SamplePlan{}
	for _, k := range keys {
		c := known[k]
		plan.Strata = append(plan.Strata, PlannedStratum{
			EmployerID: k.employer, Stratum: k.stratum, Contacts: len(of[k]), Rate: (float64(c.Events) + 1) / (float64(c.Trials) + 10), Known: c.Trials,
		})
	}
	err := plan.share(o, len(contacts))
	for _, s := range plan.Strata {
		plan.Draw += s.Draw
	}
	if o.Purpose == ForScreening { // of people, whatever the strata
		plan.Draw = len(ofEachPerson(o.PerPerson, contacts, rand.New(rand.NewPCG(o.Seed, 62))))
	}
	return plan, err
}

func again(p Purpose) string {
	if p.again() {
		return " and judged once"
	}
	return " and not judged yet"
}

// share fills in how many of each stratum, by the purpose.
func (p *SamplePlan) share(o SampleOrder, contacts int) error {
	switch o.Purpose {
	case ForLot:
		lot, err := accept.Find(o.Goal, contacts)
		if err != nil {
			return invalidQuality("sample", err)
		}
		p.Allowed = lot.Allowed
		p.inProportion(lot.Items, contacts)
	case ForScreening:
		test, err := accept.NewSPRT(o.Goal)
		if err != nil {
			return invalidQuality("sample", err)
		}
		outlook, err := test.At(o.Goal.Good)
		p.Least, p.Most = outlook.Items, test.Most
		return err
	case ForRisk:
		for i, s := range p.Strata {
			p.Strata[i].Draw = int(math.Round(float64(s.Contacts) * chanceOf(o, s.Stratum)))
		}
	case ForEstimate:
		return p.neyman(o, contacts)
	default:
		p.inProportion(min(o.Total, contacts), contacts)
	}
	return nil
}

func chanceOf(o SampleOrder, stratum string) float64 {
	if chance, named := o.Chances[stratum]; named {
		return chance
	}
	return o.Chances[""]
}

// inProportion shares n over strata by their size, the largest remainders first.
func (p *SamplePlan) inProportion(n, contacts int) {
	type rest struct {
		at int
		by float64
	}
	var rests []rest
	left := n
	for i, s := range p.Strata {
		share := float64(n) * float64(s.Contacts) / float64(contacts)
		p.Strata[i].Draw = int(share)
		left -= int(share)
		rests = append(rests, rest{i, share - math.Floor(share)})
	}
	slices.SortStableFunc(rests, func(a, b rest) int { return cmp.Compare(b.by, a.by) })
	for _, r := range rests[:left] {
		p.Strata[r.at].Draw++
	}
}

// neyman shares by Neyman's rule, and says what other sizes would buy.
func (p *SamplePlan) neyman(o SampleOrder, contacts int) error {
	strata := make([]sample.Stratum, len(p.Strata))
	for i, s := range p.Strata {
		strata[i] = sample.Stratum{Size: s.Contacts, Rate: s.Rate}
	}
	of := func(total int) (*sample.Plan, error) {
		total = min(total, contacts)
		return sample.Allocate(strata, total, min(o.Floor, total/len(strata)), o.Level)
	}
	plan, err := of(o.Total)
	if err != nil {
		return invalidQuality("sample", err)
	}
	for i := range p.Strata {
		p.Strata[i].Draw, p.Strata[i].HalfWidth = plan.Draw[i], finite(plan.ByStratum[i])
	}
	p.HalfWidth = finite(plan.HalfWidth)
	for _, times := range []float64{.5, 1, 1.5, 2, 3, 4} {
		total := int(math.Round(times * float64(o.Total)))
		if other, err := of(total); err == nil && total <= contacts {
			p.More = append(p.More, Precision{total, finite(other.HalfWidth)})
		}
	}
	return nil
}

// finite is x, or 1 where it says nothing: a rate known to within one.
func finite(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 1
	}
	return x
}

// picked is a contact with the chance it had.
type picked struct {
	ContactRef
	chance float64
}

// draw picks contacts by a plan; the same seed and contacts give the same. What a
// sequential test is to look at comes in random order: it stops before the end, and
// must not have seen one kind of contact alone.
func draw(o SampleOrder, plan SamplePlan, contacts []ContactRef) []picked {
	source := rand.New(rand.NewPCG(o.Seed, 62))
	var out []picked
	if o.Purpose == ForScreening {
		pool := slices.SortedFunc(slices.Values(contacts), func(a, b ContactRef) int { return cmp.Compare(a.ID, b.ID) })
		out = ofEachPerson(o.PerPerson, pool, source)
	} else {
		out = ofEachStratum(o, plan, contacts, source)
	}
	if o.Purpose == ForScreening || o.Purpose == ForLot {
		source.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	}
	return out
}

func ofEachStratum(o SampleOrder, plan SamplePlan, contacts []ContactRef, source *rand.Rand) []picked {
	keys, of := byStratum(contacts)
	var out []picked
	for i, k := range keys {
		pool := of[k]
		slices.SortFunc(pool, func(a, b ContactRef) int { return cmp.Compare(a.ID, b.ID) })
		switch o.Purpose {
		case ForRisk:
			for _, c := range pool {
				if chance := chanceOf(o, c.Stratum); source.Float64() < chance {
					out = append(out, picked{c, chance})
				}
			}
		default:
			out = append(out, pick(plan.Strata[i].Draw, pool, source)...)
		}
	}
	return out
}

// pick takes n of a pool at random.
func pick(n int, pool []ContactRef, source *rand.Rand) []picked {
	n = min(n, len(pool))
	out := make([]picked, 0, n)
	for _, at := range source.Perm(len(pool))[:n] {
		out = append(out, picked{pool[at], float64(n) / float64(len(pool))})
	}
	return out
}

// ofEachPerson takes as many of everybody as there are, up to n.
func ofEachPerson(n int, pool []ContactRef, source *rand.Rand) []picked {
	of := map[int64][]ContactRef{}
	var people []int64
	for _, c := range pool {
		if of[c.PersonID] == nil {
			people = append(people, c.PersonID)
		}
		of[c.PersonID] = append(of[c.PersonID], c)
	}
	slices.Sort(people)
	var out []picked
	for _, id := range people {
		out = append(out, pick(n, of[id], source)...)
	}
	return out
}

// assign deals contacts out to graders who may judge them, those with the least to do
// first; a linking set goes to every one of them. first is who judged a contact
// before. Contacts that nobody may judge are refused by name.
func assign(o SampleOrder, list []picked, graders []Grader, first map[int64]int64) ([]Assignment, error) {
	load := make([]int, len(graders))
	var out []Assignment
	kind := o.Purpose.kind()
	for _, c := range list {
		best, any := -1, false
		for i, g := range graders {
			if !g.Judges(c.ContactRef, kind) || first[c.ID] == g.ID {
				continue
			}
			any = true
			if kind == LinkingGrade {
				out = append(out, assignment(c, g, kind))
			} else if best < 0 || load[i] < load[best] {
				best = i
			}
		}
		if !any {
			return nil, refusedBy(NobodyMay, "contact "+c.Code+", which none of the graders may judge", "a grader of another vendor and team"+notTheFirst(kind), c.Code)
		}
		if best >= 0 {
			load[best]++
			out = append(out, assignment(c, graders[best], kind))
		}
	}
	if len(out) == 0 {
		return nil, refusedBy(NothingDrawn, fmt.Sprintf("no contact out of %d strata", len(o.Chances)), "chances that draw at least one")
	}
	return out, nil
}

func notTheFirst(kind GradeKind) string {
	switch kind {
	case BlindGrade:
		return ", who did not give the first grade"
	case OwnGrade:
		return ", that is of this vendor: these are his own checks"
	}
	return ""
}

func assignment(c picked, g Grader, kind GradeKind) Assignment {
	return Assignment{ContactID: c.ID, GraderID: g.ID, Kind: kind, Stratum: c.Stratum, Chance: c.chance, State: ToGrade}
}
