package store

import (
	"encoding/json"

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
	ByLead       []bucketText
	Member       bool
	Why          model.Note
}

// noteText is a note as it stands in a report, where those of earlier programs
// are plain English.
type noteText model.Note

// UnmarshalJSON reads either form.
func (n *noteText) UnmarshalJSON(text []byte) error {
	var words string
	if err := json.Unmarshal(text, &words); err == nil {
		*n = noteText{Code: model.NoteInWords, Args: map[string]string{"text": words}}
		return nil
	}
	return json.Unmarshal(text, (*model.Note)(n))
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
	Notes       []noteText
	Quality     model.Quality
	Days, Weeks []model.Total
	Drivers     []driverUseText
	Effects     []effectText
	Plan        model.Plan
	Inputs      []forecast.InputPart
}

func reportTextOf(r forecast.Report) reportText {
	text := reportText{
		Members: r.Combination.Members, Rule: r.Combination.Rule, Score: scoreTextOf(r.Combination.Score),
		Coverage: r.Coverage, Reference: scoreTextOf(r.Reference), Flags: r.Flags, Days: r.Days, Weeks: r.Weeks, Plan: r.Plan, Inputs: r.Inputs, Quality: r.Quality,
	}
	for _, c := range r.Candidates {
		text.Candidates = append(text.Candidates, candidateText{c.Name, c.Family, scoreTextOf(c.Score), bucketsText(c.ByLead), c.Member, c.Why})
	}
	text.ByLead = bucketsText(r.ByLead)
	for _, n := range r.Notes {
		text.Notes = append(text.Notes, noteText(n))
	}
	for _, d := range r.Drivers {
		text.Drivers = append(text.Drivers, driverUseTextOf(d))
	}
	for _, e := range r.Effects {
		text.Effects = append(text.Effects, effectTextOf(e))
	}
	for _, o := range r.Origins {
		text.Origins = append(text.Origins, originText{o.Origin, o.Days, scoreTextOf(o.Score)})
	}
	return text
}

func (t reportText) toDomain() forecast.Report {
	r := forecast.Report{
		Combination: model.Combination{Members: t.Members, Rule: t.Rule, Score: t.Score.toDomain()},
		Coverage:    t.Coverage, Reference: t.Reference.toDomain(), Days: t.Days, Weeks: t.Weeks, Plan: t.Plan, Inputs: t.Inputs, Quality: t.Quality,
	}
	for _, c := range t.Candidates {
		r.Candidates = append(r.Candidates, model.Candidate{
			Name: c.Name, Family: c.Family, Score: c.Score.toDomain(), ByLead: bucketsOf(c.ByLead), Member: c.Member, Why: c.Why,
		})
	}
	r.ByLead = bucketsOf(t.ByLead)
	for _, n := range t.Notes {
		r.Notes = append(r.Notes, model.Note(n))
	}
	for _, f := range t.Flags {
		f.Reason = model.ParseFlagReason(string(f.Reason))
		r.Flags = append(r.Flags, f)
	}
	for _, d := range t.Drivers {
		r.Drivers = append(r.Drivers, d.toDomain())
	}
	for _, e := range t.Effects {
		r.Effects = append(r.Effects, e.toDomain())
	}
	for _, o := range t.Origins {
		r.Origins = append(r.Origins, model.OriginScore{Origin: o.Origin, Days: o.Days, Score: o.Score.toDomain()})
	}
	return r
}

func bucketsText(scores []model.BucketScore) []bucketText {
	var out []bucketText
	for _, b := range scores {
		out = append(out, bucketText{b.Bucket, scoreTextOf(b.Score)})
	}
	return out
}

func bucketsOf(texts []bucketText) []model.BucketScore {
	var out []model.BucketScore
	for _, b := range texts {
		out = append(out, model.BucketScore{Bucket: b.Bucket, Score: b.Score.toDomain()})
	}
	return out
}
