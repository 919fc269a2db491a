package demo

import (
	"context"
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/ladder/election"
	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// colleagues are the centre's own people at the agent's site who have been there for a
// while.
func (b *climbing) colleagues() []workforce.Person {
	at := slices.IndexFunc(b.people, func(p workforce.Person) bool { return p.ID == b.agent })
	site := b.centre.Sites[0].ID
	if at >= 0 {
		site = b.people[at].SiteID
	}
	var out []workforce.Person
	for _, p := range b.people {
		if p.SiteID == site && p.HiredOn.DaysUntil(b.today) > 100 {
			out = append(out, p)
		}
	}
	return out
}

// elections are those of the last two months, both won by the same agent, and the one
// that runs now. The agent's account has not voted in it.
func (b *climbing) elections(ctx context.Context) error {
	colleagues := b.colleagues()
	if len(colleagues) < 4 {
		return nil // the smallest centres elect nobody
	}
	hr := b.scope.WithActor(b.account(auth.HR))
	candidates := b.candidates(colleagues)
	if len(candidates) < 2 {
		return nil
	}
	month := grid.Date{Year: b.today.Year, Month: b.today.Month, Day: 1}
	for back := 2; back >= 0; back-- {
		first := month
		for range back {
			first = first.AddDays(-1)
			first.Day = 1
		}
		begins := first.AddDays(6)
		if back == 0 {
			begins = b.today.AddDays(-2)
		}
		b.clock(begins)
		e, err := b.Elections.Begin(ctx, hr, careers.KeptElection{
			SiteID: colleagues[0].SiteID, TeamID: colleagues[0].TeamID, Award: ladder.AdvancedAward, Month: fmt.Sprintf("%04d-%02d", first.Year, first.Month), Method: election.Approval,
			Seats: 1, Quorum: 0.3, Seed: "harbour-" + first.String(), Closes: begins.AddDays(7),
		})
		if err != nil {
			return err
		}
		for _, c := range candidates {
			if err := b.Elections.Propose(ctx, hr, e.ID, c, true); err != nil {
				return err
			}
		}
		if e, err = b.Elections.Open(ctx, hr, e.ID, e.Version); err != nil {
			return err
		}
		if err := b.vote(ctx, e, colleagues, candidates, back == 0); err != nil {
			return err
		}
		if back > 0 {
			b.clock(e.Closes.AddDays(1))
			if _, err := b.Elections.Count(ctx, hr, e.ID, e.Version); err != nil {
				return err
			}
		}
	}
	return nil
}

// candidates are four excellent agents; the first is about to win for the third time.
func (b *climbing) candidates(colleagues []workforce.Person) []int64 {
	var list []int64
	for _, wanted := range []string{"excellent", "qualified", "specialist", "advanced"} {
		for _, p := range colleagues {
			if b.rung[p.ID] == wanted && p.ID != b.agent && len(list) < 4 {
				list = append(list, p.ID)
			}
		}
	}
	return list
}

func (b *climbing) vote(ctx context.Context, e careers.KeptElection, colleagues []workforce.Person, candidates []int64, running bool) error {
	var voters []workforce.Person
	for _, p := range colleagues {
		if p.TeamID == colleagues[0].TeamID {
			voters = append(voters, p)
		}
	}
	turnout := min(len(voters), max(10, len(voters)*2/5))
	if running {
		turnout /= 2
	}
	for _, p := range voters[:turnout] {
		choice := candidates[0]
		if b.rnd.IntN(3) == 0 || p.ID == choice {
			choice = candidates[1+b.rnd.IntN(len(candidates)-1)]
		}
		if p.ID == choice || p.ID == b.agent && running {
			continue
		}
		scope, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: b.account(auth.Agent), Person: p.ID, AllSites: true})
		if err != nil {
			return err
		}
		if err := b.Elections.Cast(ctx, scope, e.ID, careers.Vote{Approved: []int64{choice}}); err != nil {
			return err
		}
	}
	return nil
}

// rounds are one that is closed, for excellent agents, and one for supervisors that waits
// for HR's scores.
func (b *climbing) rounds(ctx context.Context) error {
	if err := b.closedRound(ctx); err != nil {
		return err
	}
	return b.scoringRound(ctx)
}

var craft = []round.Criterion{{Code: "Knowledge and craft", Weight: 2}, {Code: "Helps colleagues", Weight: 1}, {Code: "Judgement", Weight: 1}}

// board seats HR and three others.
func (b *climbing) board(ctx context.Context, scope auth.Scope, id int64, roles ...auth.Role) error {
	var members []careers.Member
	for _, role := range roles {
		members = append(members, careers.Member{Account: careers.Account{UserID: b.account(role)}})
	}
	return b.Rounds.Seat(ctx, scope, id, members)
}

// on are the own people on a rung, the agent not among them.
func (b *climbing) on(rung string) []int64 {
	var list []int64
	for _, p := range b.people {
		if b.rung[p.ID] == rung && p.ID != b.agent {
			list = append(list, p.ID)
		}
	}
	return list
}

// applied lets people apply, each by themselves.
func (b *climbing) applied(ctx context.Context, id int64, people []int64, statement string) error {
	for _, p := range people {
		scope, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: b.account(auth.Agent), Person: p, AllSites: true})
		if err != nil {
			return err
		}
		if _, err := b.Rounds.Apply(ctx, scope, id, statement); err != nil {
			return err
		}
	}
	return nil
}

// marks has a member score everybody; some are milder than others.
func (b *climbing) marks(ctx context.Context, id int64, role auth.Role, mild int, people []int64) error {
	for _, p := range people {
		for i, c := range craft {
			points := min(5, max(1, 3+mild+int(p+int64(i))%3-i/2))
			if err := b.Rounds.Score(ctx, b.scope.WithActor(b.account(role)), id, careers.Marked{PersonID: p, Criterion: c.Code, Points: points, Note: "Seen in side-by-sides"}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *climbing) closedRound(ctx context.Context) error {
	began := b.today.AddDays(-75)
	hr := b.scope.WithActor(b.account(auth.HR))
	b.clock(began)
	people := b.on("qualified")
	people = people[:min(len(people), 24)]
	if len(people) == 0 {
		return nil
	}
	r, err := b.Rounds.Draft(ctx, hr, careers.KeptRound{
		Name: "Excellent agents, autumn", LadderID: b.kept.ID, Rung: "excellent", Seats: 8, Quorum: 2, Criteria: craft, Opens: began, Closes: began.AddDays(14), Effective: began.AddDays(45),
	})
	if err != nil {
		return err
	}
	if err := b.board(ctx, hr, r.ID, auth.HR, auth.Planner, auth.Administrator); err != nil {
		return err
	}
	if r, err = b.Rounds.Advance(ctx, hr, r.ID, r.Version); err != nil {
		return err
	}
	if err := b.applied(ctx, r.ID, people, "I should like to go on to the next rung."); err != nil {
		return err
	}
	b.clock(began.AddDays(16))
	if r, err = b.Rounds.Advance(ctx, hr, r.ID, r.Version); err != nil {
		return err
	}
	for i, role := range []auth.Role{auth.HR, auth.Planner, auth.Administrator} {
		if err := b.marks(ctx, r.ID, role, i-1, people); err != nil {
			return err
		}
	}
	b.clock(began.AddDays(20))
	if r, err = b.Rounds.Advance(ctx, hr, r.ID, r.Version); err != nil {
		return err
	}
	if err := b.decide(ctx, r); err != nil {
		return err
	}
	if r, err = b.Rounds.Advance(ctx, hr, r.ID, r.Version); err != nil {
		return err
	}
	if r, err = b.Rounds.Advance(ctx, hr, r.ID, r.Version); err != nil {
		return err
	}
	b.clock(began.AddDays(46))
	if _, err := b.Rounds.ApplyDue(ctx, b.scope); err != nil {
		return err
	}
	_, err = b.Rounds.Advance(ctx, hr, r.ID, r.Version)
	return err
}

// decide promotes those who meet all that is asked, up to the seats, the board's best
// first.
func (b *climbing) decide(ctx context.Context, r careers.KeptRound) error {
	hr := b.scope.WithActor(b.account(auth.HR))
	report, err := b.Rounds.Report(ctx, hr, r.ID)
	if err != nil {
		return err
	}
	verdict := map[int64]ladder.Verdict{}
	for _, a := range report.Applications {
		verdict[a.PersonID] = a.Verdict
	}
	seats := round.Seats(r.Seats, report.Room, report.Limited)
	for _, st := range report.Standings {
		person := careers.PersonOf(st.Applicant)
		outcome, reason := round.TurnedDown, fmt.Sprintf("Not everything that the ladder asks is met yet: your path shows what lacks. The board gave %.1f of 5 points.", st.Fair)
		switch {
		case verdict[person] == ladder.Passes && seats > 0:
			seats--
			outcome, reason = round.Promoted, fmt.Sprintf("All that the ladder asks is met, and the board gave %.1f of 5 points.", st.Fair)
			b.rung[person] = r.Rung
		case verdict[person] == ladder.Passes:
			outcome, reason = round.NoSeat, fmt.Sprintf("All that the ladder asks is met; with %.1f of 5 points, the places went to those whom the board put first.", st.Fair)
		}
		if err := b.Rounds.Decide(ctx, hr, r.ID, person, outcome, reason); err != nil {
			return err
		}
	}
	return nil
}

func (b *climbing) scoringRound(ctx context.Context) error {
	began := b.today.AddDays(-18)
	hr := b.scope.WithActor(b.account(auth.HR))
	b.clock(began)
	people := b.on("excellent")
	people = people[:min(len(people), 6)]
	if len(people) == 0 {
		return nil
	}
	skills, err := b.Workforce.Skills.Find(ctx, b.scope, workforce.Filter{Codes: []string{"chat-zh", "chat-en"}})
	if err != nil {
		return err
	}
	changes := careers.Changes{OffQueues: 0.8}
	for _, s := range skills {
		changes.Drops = append(changes.Drops, s.ID)
	}
	r, err := b.Rounds.Draft(ctx, hr, careers.KeptRound{
		Name: "Business supervisors", LadderID: b.kept.ID, Rung: "supervisor", Seats: 2, Quorum: 3, Criteria: craft, Opens: began, Closes: began.AddDays(14), Effective: b.today.AddDays(30), Changes: changes,
	})
	if err != nil {
		return err
	}
	if err := b.board(ctx, hr, r.ID, auth.HR, auth.Planner, auth.Administrator); err != nil {
		return err
	}
	if r, err = b.Rounds.Advance(ctx, hr, r.ID, r.Version); err != nil {
		return err
	}
	for i, p := range people {
		if i%3 != 2 { // the third has nobody who proposed them
			if err := b.Evidence.Nominate(ctx, b.scope.WithActor(b.account(auth.Planner)), p, "Colleagues ask them first, and their calls are calm"); err != nil {
				return err
			}
		}
	}
	if err := b.applied(ctx, r.ID, people, "I have led my group through two campaigns and should like to do it for good."); err != nil {
		return err
	}
	b.clock(began.AddDays(15))
	if r, err = b.Rounds.Advance(ctx, hr, r.ID, r.Version); err != nil {
		return err
	}
	for i, role := range []auth.Role{auth.Planner, auth.Administrator} {
		if err := b.marks(ctx, r.ID, role, i, people); err != nil {
			return err
		}
	}
	return b.openRound(ctx, hr)
}

// openRound takes applications now, from excellent agents such as the agent's account.
func (b *climbing) openRound(ctx context.Context, hr auth.Scope) error {
	b.clock(b.today.AddDays(-3))
	r, err := b.Rounds.Draft(ctx, hr, careers.KeptRound{
		Name: "Specialists, spring", LadderID: b.kept.ID, Rung: "specialist", Seats: 5, Quorum: 2, Criteria: craft, Opens: b.today.AddDays(-3), Closes: b.today.AddDays(18), Effective: b.today.AddDays(60),
	})
	if err != nil {
		return err
	}
	if err := b.board(ctx, hr, r.ID, auth.HR, auth.Planner, auth.Administrator); err != nil {
		return err
	}
	_, err = b.Rounds.Advance(ctx, hr, r.ID, r.Version)
	return err
}
