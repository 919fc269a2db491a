package demo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// placed is what the people of a centre refer to, by code.
type placed struct {
	sites, employers, teams, skills, agreements map[string]int64
}

// peopleOf generates everybody: the sites' queues share out the people, each
// employer sends its share to the sites where it works, and every fourth person
// holds a second skill of their site.
func peopleOf(size int, seed uint64, today grid.Date, at placed) []workforce.Person {
	rnd := stream(seed, "people")
	var people []workforce.Person
	for _, site := range sites {
		seats := seatsAt(site.code, size)
		for i, employer := range employersAt(site.code, len(seats)) {
			number := len(people) + 1
			person := workforce.Person{
				Code: fmt.Sprintf("%s-%05d", employer.code, number), Name: nameAt(site.country, rnd),
				Email:  fmt.Sprintf("agent%d@demo.example", number),
				SiteID: at.sites[site.code], EmployerID: at.employers[employer.code],
				TeamID:  at.teams[teamCode(site.code, employer.code)],
				HiredOn: today.AddDays(-30 - rnd.IntN(1500)),
			}
			person.Agreements = []workforce.AgreementSpell{{AgreementID: at.agreements[agreementFor(employer, site.country, rnd.Float64())]}}
			person.Skills = skillsOf(seats, i, site.code, at, rnd)
			if employer.kind == string(workforce.Crowd) {
				person.Availability = crowdHours(rnd)
			}
			people = append(people, person)
		}
	}
	return people
}

// seatsAt lists one queue a seat for the people of a site.
func seatsAt(site string, size int) []queueSpec {
	var seats []queueSpec
	for _, q := range queues {
		if q.site == site {
			seats = append(seats, slices.Repeat([]queueSpec{q}, max(1, int(math.Round(q.share*float64(size)))))...)
		}
	}
	return seats
}

// employersAt deals a site's seats out to the employers that work there, in
// proportion to their shares.
func employersAt(site string, seats int) []employerSpec {
	weight := func(e employerSpec) float64 { return e.share * e.sites[site] }
	total := 0.0
	for _, e := range employers {
		total += weight(e)
	}
	given := make([]int, len(employers))
	dealt := make([]employerSpec, seats)
	for i := range dealt {
		next, short := 0, math.Inf(-1)
		for j, e := range employers {
			if missing := float64(i+1)*weight(e)/total - float64(given[j]); weight(e) > 0 && missing > short {
				next, short = j, missing
			}
		}
		given[next]++
		dealt[i] = employers[next]
	}
	return dealt
}

func teamCode(site, employer string) string { return site + "-" + employer }

func skillsOf(seats []queueSpec, i int, site string, at placed, rnd *rand.Rand) []workforce.SkillSpell {
	first := seats[i]
	spells := []workforce.SkillSpell{{SkillID: at.skills[first.skill], Level: 3 + rnd.IntN(3)}}
	if second := seats[rnd.IntN(len(seats))]; rnd.IntN(4) == 0 && second.skill != first.skill && second.site == site {
		spells = append(spells, workforce.SkillSpell{SkillID: at.skills[second.skill], Level: 1 + rnd.IntN(2)})
	}
	return spells
}

// crowdHours are the hours in which a member of the crowd is willing to work:
// some evenings and a day of the weekend.
func crowdHours(rnd *rand.Rand) []workforce.Availability {
	var hours []workforce.Availability
	for _, day := range everyDay {
		switch {
		case day == time.Saturday || day == time.Sunday:
			if rnd.IntN(3) > 0 {
				hours = append(hours, workforce.Availability{Weekday: day, From: 8 * 60, To: 22 * 60})
			}
		case rnd.IntN(2) == 0:
			hours = append(hours, workforce.Availability{Weekday: day, From: 17 * 60, To: 23 * 60})
		}
	}
	if len(hours) == 0 {
		hours = []workforce.Availability{{Weekday: time.Saturday, From: 8 * 60, To: 22 * 60}}
	}
	return hours
}

// absencesOf gives about one person in eight a vacation in the weeks ahead, and
// one in twelve a request that nobody has answered.
func absencesOf(people []workforce.Person, seed uint64, today grid.Date) []workforce.Absence {
	rnd := stream(seed, "absences")
	var away []workforce.Absence
	for _, p := range people {
		if rnd.IntN(8) == 0 {
			first := today.AddDays(rnd.IntN(35))
			away = append(away, workforce.Absence{PersonID: p.ID, From: first, To: first.AddDays(rnd.IntN(7)), Kind: workforce.Vacation, Status: workforce.Approved})
			continue
		}
		if rnd.IntN(12) == 0 {
			day := today.AddDays(rnd.IntN(28))
			away = append(away, workforce.Absence{PersonID: p.ID, From: day, To: day, Kind: workforce.Vacation, Status: workforce.Requested})
		}
	}
	return away
}
