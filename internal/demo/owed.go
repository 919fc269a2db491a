package demo

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"time"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Partner is a programme of which the centre remembers what came and what was
// promised.
type Partner struct {
	Code    string
	QueueID int64
	Zone    string
	Today   grid.Date
	Size    int // people of the centre
	// Weak is by how much fewer hours than promised come on bad days.
	Weak float64
}

// PartnerRow is what was counted of a partner in half an hour, or in a day.
type PartnerRow struct {
	QueueID int64
	Start   time.Time
	Day     grid.Date
	Counts  map[string]int64
}

// The partners' past: whole days, then the half hours of the last month.
const (
	partnerMonths                 = 6
	partnerOpens, partnerCloses   = 9, 19
	partnerAHT, partnerPatience   = 240.0, 150.0
	partnerContacts, partnerSlack = 26.0, 1.08
)

// PartnerMonths is how many months before this one partners were counted in.
const PartnerMonths = partnerMonths

// PartnerPast draws what came of a partner in the months before this one, the last
// of them by half hours, and how the partner counts it.
func PartnerPast(p Partner, seed uint64) (counted, stated []PartnerRow, err error) {
	loc, err := time.LoadLocation(p.Zone)
	if err != nil {
		return nil, nil, err
	}
	mark := fnv.New64a()
	_, _ = mark.Write([]byte(p.Code))
	rnd := rand.New(rand.NewPCG(seed, mark.Sum64()))
	this := grid.Date{Year: p.Today.Year, Month: p.Today.Month, Day: 1}
	last := this.AddDays(-1)
	last.Day = 1
	first := last
	for range partnerMonths - 1 {
		first = first.AddDays(-1)
		first.Day = 1
	}
	for day := first; day.Before(this); day = day.AddDays(1) {
		halves := p.day(day, loc, rnd)
		whole := PartnerRow{QueueID: p.QueueID, Start: day.Start(loc), Day: day, Counts: map[string]int64{}}
		for _, h := range halves {
			for name, n := range h.Counts {
				whole.Counts[name] += n
			}
		}
		if day.Before(last) {
			p.inspect(whole.Counts, rnd)
			counted = append(counted, whole)
		} else {
			p.inspect(halves[0].Counts, rnd)
			counted = append(counted, halves...)
		}
		// The partner counts who gave up in time as answered in time.
		stated = append(stated, PartnerRow{QueueID: p.QueueID, Start: whole.Start, Day: day, Counts: map[string]int64{
			"answered": whole.Counts["answered"], "abandoned": whole.Counts["abandoned"],
			"answered_within": min(whole.Counts["answered"], whole.Counts["answered_within"]+whole.Counts["abandoned_within"]),
		}})
	}
	return counted, stated, nil
}

// scale is how much larger a partner is than that of the usual centre. A smaller centre
// keeps one of whom there is enough to count.
func (p Partner) scale() float64 { return max(1, float64(p.Size)/DefaultSize) }

// day draws the half hours of a day: promised for the forecast, delivered short on
// some days, served as Erlang A has it.
func (p Partner) day(day grid.Date, loc *time.Location, rnd *rand.Rand) []PartnerRow {
	short, busy := 0.0, math.Exp(0.05*rnd.NormFloat64())
	if rnd.Float64() < 0.3 {
		short = p.Weak * (0.6 + 0.8*rnd.Float64())
	}
	if rnd.Float64() < 0.06 {
		busy *= 1.25 // beyond what was locked
	}
	var rows []PartnerRow
	for minute := partnerOpens * 60; minute < partnerCloses*60; minute += 30 {
		hour := float64(minute) / 60
		locked := math.Round(partnerContacts * p.scale() * (0.7 + 0.5*math.Exp(-(hour-11)*(hour-11)/6) + 0.4*math.Exp(-(hour-16)*(hour-16)/5)))
		load := locked * partnerAHT / 1800
		agents := math.Ceil((load + 0.9*math.Sqrt(load)) * partnerSlack)
		there := math.Max(1, math.Round(agents*(1-short)))
		offered := int(math.Round(locked * busy * math.Exp(0.06*rnd.NormFloat64())))
		came := erlang.A(erlang.Queue{Load: float64(offered) * partnerAHT / 1800, Agents: there, AHT: partnerAHT, Patience: partnerPatience}, 20)
		abandoned := binomial(rnd, offered, came.PAbandon)
		answered := offered - abandoned
		within := min(answered, int(math.Round(float64(offered)*came.ServiceLevel(erlang.OfOffered))))
		in30 := min(answered, within+int(math.Round(0.3*float64(answered-within))))
		late := answered - within
		handle := int64(math.Round(float64(answered) * partnerAHT * math.Exp(0.03*rnd.NormFloat64())))
		rows = append(rows, PartnerRow{QueueID: p.QueueID, Start: grid.WallTime(loc, day, minute), Day: day, Counts: map[string]int64{
			"answered": int64(answered), "answered_within": int64(within), "answered_30s": int64(in30), "abandoned": int64(abandoned),
			"abandoned_within": int64(binomial(rnd, abandoned, 0.2)), "short_abandoned": int64(binomial(rnd, abandoned, 0.08)),
			"handled": int64(answered), "contacts": int64(offered), "talk_s": handle * 78 / 100, "hold_s": handle * 7 / 100, "wrap_s": handle - handle*78/100 - handle*7/100,
			"wait_answered_s": int64(math.Round(float64(answered) * came.ASA)), "late": int64(late), "wait_late_s": int64(late) * 55,
			"handled_aged_7d": int64(answered), "repeated_7d": int64(binomial(rnd, answered, 0.152)), "handled_aged_2h": int64(answered), "repeated_2h": int64(binomial(rnd, answered, 0.031)),
			"locked_contacts": int64(locked), "locked_handle_s": int64(locked * partnerAHT), "committed_minutes": int64(agents) * 30, "delivered_minutes": int64(there) * 30,
			"delivered_within_committed_minutes": int64(min(there, agents)) * 30, "intervals_committed": 1, "intervals_delivered": kept(there, agents),
			"rostered_minutes": int64(there) * 30, "absent_minutes": int64(binomial(rnd, int(there)*30, 0.03)),
		}})
	}
	return rows
}

func kept(there, agents float64) int64 {
	if there >= 0.98*agents {
		return 1
	}
	return 0
}

// inspect adds what is counted once a day: inspections, surveys, people.
func (p Partner) inspect(c map[string]int64, rnd *rand.Rand) {
	sent := int(c["handled"]) / 3
	answers := binomial(rnd, sent, 0.42)
	inspected, heads := 12, int(math.Round(34*p.scale()))
	add := map[string]int{
		"inspected": inspected, "inspected_customer_error": binomial(rnd, inspected, 0.05+0.2*p.Weak), "inspected_business_error": binomial(rnd, inspected, 0.04),
		"inspected_compliance_error": binomial(rnd, inspected, 0.01), "behaviours_due": 48, "behaviours_shown": binomial(rnd, 48, 0.93),
		"surveys_sent": sent, "survey_answers": answers, "satisfaction_top": binomial(rnd, answers, 0.83), "satisfaction_points": answers * 4,
		"headcount_days": heads, "leavers": binomial(rnd, heads, 0.0012), "complaints": binomial(rnd, int(c["handled"]), 0.0008), "service_days": 1, "service_minutes": 1440, "downtime_minutes": 0,
	}
	for name, n := range add {
		c[name] = int64(n)
	}
}
