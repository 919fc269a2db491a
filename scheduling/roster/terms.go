package roster

// TermKind is what one line of an objective prices.
type TermKind int

// The kinds of terms, in the order in which [Terms] lists them.
const (
	TermUnder    TermKind = iota // person-hours missing in a group
	TermOver                     // person-hours spare in a group
	TermWish                     // wishes of one kind that are not met
	TermFairness                 // burdens of one account
	TermHours                    // paid hours of people whose hours have a price
	TermTeam                     // person-hours by which one team rule is broken
)

// Term is one line of a roster's objective.
type Term struct {
	Kind    TermKind
	Group   int     // of TermUnder and TermOver
	Wish    Wish    // of TermWish
	Account Account // of TermFairness
	Team    int     // of TermTeam: position in Problem.TeamRules
	// Amount is what is priced: person-hours, wishes, units of the account that
	// this roster adds, or paid hours.
	Amount float64
	Cost   float64
}

// Terms splits what a roster costs into its terms, counted anew from the shifts:
// people hour by hour, wishes one by one. It shares with the search only what a
// missing person, a wish and a burden cost. The lines sum to [Evaluate]'s total;
// lines of nothing are left out.
func Terms(p *Problem, r Roster) []Term {
	var list []Term
	add := func(t Term) {
		if t.Amount != 0 || t.Cost != 0 {
			list = append(list, t)
		}
	}
	under, over := p.coverTerms(r)
	for g := range p.Groups {
		add(under[g])
	}
	for g := range p.Groups {
		add(over[g])
	}
	for _, t := range p.wishTerms(r) {
		add(t)
	}
	prices := FairnessByAccount(p, r)
	var load Load
	for _, own := range Loads(p, r) {
		load = load.Plus(own, 1)
	}
	for a := range AccountCount {
		add(Term{Kind: TermFairness, Account: a, Amount: load[a], Cost: prices[a]})
	}
	add(p.hoursTerm(r))
	for _, t := range p.teamTerms(r) {
		add(t)
	}
	return list
}

// coverTerms counts missing and spare person-hours of every group.
func (p *Problem) coverTerms(r Roster) (under, over []Term) {
	m := p.plain(r)
	for g, count := range m.counts(r) {
		less, more := Term{Kind: TermUnder, Group: g}, Term{Kind: TermOver, Group: g}
		c := m.cells[g]
		for t, n := range count {
			if missing := c.need[t] - float64(n); missing > 0 {
				less.Amount += missing * c.hours
			} else {
				more.Amount -= missing * c.hours
			}
			short, spare := c.split(t, n)
			less.Cost += short
			more.Cost += spare
		}
		under, over = append(under, less), append(over, more)
	}
	return under, over
}

// wishTerms counts the wishes that are not met, by kind.
func (p *Problem) wishTerms(r Roster) []Term {
	terms := make([]Term, WishNotStart+1)
	for k := range terms {
		terms[k] = Term{Kind: TermWish, Wish: Wish(k)}
	}
	for i, row := range r.Days {
		for _, w := range p.People[i].Preferences {
			s := row[w.Day]
			if s.Off() && w.Wish == WishWork || !s.Off() && w.missed(s.Start) {
				terms[w.Wish].Amount++
				terms[w.Wish].Cost += w.Weight
			}
		}
	}
	return terms
}

// hoursTerm counts the paid hours of people whose hours have a price.
func (p *Problem) hoursTerm(r Roster) Term {
	t := Term{Kind: TermHours}
	for i, row := range r.Days {
		for _, s := range row {
			if price := p.People[i].HourCost; price != 0 && !s.Off() {
				hours := float64(p.Paid(s)) / 60
				t.Amount += hours
				t.Cost += price * hours
			}
		}
	}
	return t
}

// teamTerms counts the person-hours by which every team rule is broken.
func (p *Problem) teamTerms(r Roster) []Term {
	terms := make([]Term, len(p.TeamRules))
	for k := range terms {
		terms[k] = Term{Kind: TermTeam, Team: k}
	}
	for _, v := range VerifyTeams(p, r) {
		hours := float64(v.PersonMinutes) / 60
		terms[v.Team].Amount += hours
		terms[v.Team].Cost += hours * p.TeamPrice(p.TeamRules[v.Team])
	}
	return terms
}
