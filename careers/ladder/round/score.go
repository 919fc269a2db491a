package round

import (
	"fmt"
	"slices"
	"strings"
)

// Give takes a score, once, while scoring lasts.
func (r *Round) Give(s Score) error {
	if r.State != Scoring {
		return refuse(WrongState, "a score while the round is in "+string(r.State), "scores while it is in scoring")
	}
	if err := r.acceptable(s); err != nil {
		return err
	}
	if r.find(s) >= 0 {
		return refuse(ScoredTwice, s.about(), "one score each")
	}
	r.Scores = append(r.Scores, s)
	return nil
}

func (s Score) about() string {
	return fmt.Sprintf("%s about %s in %s", s.Member, s.Applicant, s.Criterion)
}

func (r *Round) acceptable(s Score) error {
	if f := r.mayJudge(s.Member, s.Applicant); f != nil {
		return f
	}
	if _, found := r.applicant(s.Applicant); !found {
		return refuse(NoSuchApplicant, s.Applicant, "somebody who applies")
	}
	if !slices.ContainsFunc(r.Criteria, func(c Criterion) bool { return c.Code == s.Criterion }) {
		return refuse(NoSuchCriterion, s.Criterion, "one of the round's criteria")
	}
	if s.Points < LeastPoints || s.Points > MostPoints {
		return refuse(OffTheScale, fmt.Sprintf("%s: %d", s.about(), s.Points), fmt.Sprintf("%d to %d points", LeastPoints, MostPoints))
	}
	return nil
}

func (r *Round) find(s Score) int {
	return slices.IndexFunc(r.Scores, func(x Score) bool {
		return x.Member == s.Member && x.Applicant == s.Applicant && x.Criterion == s.Criterion
	})
}

// Revise changes a score after discussion, and logs it. A reason is needed.
func (r *Round) Revise(s Score, reason string) error {
	if r.State != Calibration {
		return refuse(WrongState, "a change while the round is in "+string(r.State), "changes in calibration")
	}
	if err := r.acceptable(s); err != nil {
		return err
	}
	if strings.TrimSpace(reason) == "" {
		return refuse(NoReason, s.about(), "why the score changes")
	}
	at := r.find(s)
	if at < 0 {
		return refuse(NotScored, s.about(), "a score that was given before discussion")
	}
	r.Changes = append(r.Changes, Change{Member: s.Member, Applicant: s.Applicant, Criterion: s.Criterion, Before: r.Scores[at].Points, After: s.Points, Reason: reason})
	r.Scores[at].Points = s.Points
	if s.Comment != "" {
		r.Scores[at].Comment = s.Comment
	}
	return nil
}

// Visible are the scores that somebody may see: members their own while scoring
// lasts, later all but those of applicants whom they are recused from, or are. Nobody
// else sees any.
func (r *Round) Visible(to string) []Score {
	if _, found := r.member(to); !found {
		return nil
	}
	over := slices.Index(states(), r.State) > slices.Index(states(), Scoring)
	var list []Score
	for _, s := range r.Scores {
		if r.mayJudge(to, s.Applicant) == nil && (over || s.Member == to) {
			list = append(list, s)
		}
	}
	return list
}

// scored is how many members have scored an applicant in every criterion.
func (r *Round) scored(applicant string) (n int) {
	for _, m := range r.Board {
		criteria := 0
		for _, s := range r.Scores {
			if s.Member == m.Code && s.Applicant == applicant {
				criteria++
			}
		}
		if criteria == len(r.Criteria) {
			n++
		}
	}
	return n
}

// unscored names the applicants whom too few have scored.
func (r *Round) unscored() (faults []*Fault) {
	for _, a := range r.Applicants {
		if n := r.scored(a.Code); n < r.Quorum {
			faults = append(faults, refuse(TooFewScores, fmt.Sprintf("%s, by %d", a.Code, n), fmt.Sprintf("%d members, in every criterion", r.Quorum)))
		}
	}
	return faults
}
