package store

import (
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/workforce/grid"
)

// scoreText is a score as numbers in order, any of which may be undefined where
// history was too short for a back-test.
type scoreText struct {
	Figures floats
	N       int
}

func scoreTextOf(s model.Score) scoreText {
	return scoreText{floats{s.WAPE, s.DayWAPE, s.Bias, s.MASE, s.RMSE}, s.N}
}

func (t scoreText) toDomain() model.Score {
	if len(t.Figures) < 5 {
		return model.Score{N: t.N}
	}
	f := t.Figures
	return model.Score{WAPE: f[0], DayWAPE: f[1], Bias: f[2], MASE: f[3], RMSE: f[4], N: t.N}
}

type candidateText struct {
	Name, Family string
	Score        scoreText
	Member       bool
}

type bucketText struct {
	Bucket model.Bucket
	Score  scoreText
}

type originText struct {
	Origin grid.Date
	Days   int
	Score  scoreText
}

// reportText is how a run's report stands in its document.
type reportText struct {
	Members     []string
	Rule        string
	Score       scoreText
	Candidates  []candidateText
	ByLead      []bucketText
	Origins     []originText
	Coverage    []model.Coverage
	Reference   scoreText
	Flags       []model.Flag
	Notes       []string
	Days, Weeks []model.Total
	Plan        model.Plan
}

func reportTextOf(r forecast.Report) reportText {
	text := reportText{
		Members: r.Combination.Members, Rule: r.Combination.Rule, Score: scoreTextOf(r.Combination.Score),
		Coverage: r.Coverage, Reference: scoreTextOf(r.Reference), Flags: r.Flags, Notes: r.Notes, Days: r.Days, Weeks: r.Weeks, Plan: r.Plan,
	}
	for _, c := range r.Candidates {
		text.Candidates = append(text.Candidates, candidateText{c.Name, c.Family, scoreTextOf(c.Score), c.Member})
	}
	for _, b := range r.ByLead {
		text.ByLead = append(text.ByLead, bucketText{b.Bucket, scoreTextOf(b.Score)})
	}
	for _, o := range r.Origins {
		text.Origins = append(text.Origins, originText{o.Origin, o.Days, scoreTextOf(o.Score)})
	}
	return text
}

func (t reportText) toDomain() forecast.Report {
	r := forecast.Report{
		Combination: model.Combination{Members: t.Members, Rule: t.Rule, Score: t.Score.toDomain()},
		Coverage:    t.Coverage, Reference: t.Reference.toDomain(), Flags: t.Flags, Notes: t.Notes, Days: t.Days, Weeks: t.Weeks, Plan: t.Plan,
	}
	for _, c := range t.Candidates {
		r.Candidates = append(r.Candidates, model.Candidate{Name: c.Name, Family: c.Family, Score: c.Score.toDomain(), Member: c.Member})
	}
	for _, b := range t.ByLead {
		r.ByLead = append(r.ByLead, model.BucketScore{Bucket: b.Bucket, Score: b.Score.toDomain()})
	}
	for _, o := range t.Origins {
		r.Origins = append(r.Origins, model.OriginScore{Origin: o.Origin, Days: o.Days, Score: o.Score.toDomain()})
	}
	return r
}
