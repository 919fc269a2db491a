package main

import (
	"context"
	"errors"
	"strings"

	"github.com/muster-wfm/muster/vendors/quality"
	"github.com/muster-wfm/muster/vendors/quality/consensus"
)

// qualityCommand groups the statistics of quality that work on plain files.
type qualityCommand struct {
	Consensus consensusCommand `cmd:"" help:"Find the most probable label of items that several people have labelled."`
}

// consensusCommand infers labels from votes.
type consensusCommand struct {
	In            string  `required:"" help:"Votes: item, worker, label. CSV, - for standard input."`
	Out           string  `help:"Where to write item, label and the probability of each label. CSV, - for standard output." default:"-"`
	Method        string  `enum:"mv,ds,ds-map,one-coin" help:"How labels come about: mv (majority), ds (Dawid-Skene), ds-map (the same with prior knowledge of workers) or one-coin." default:"ds-map"`
	Workers       string  `help:"Where to write each worker's confusion matrix as CSV."`
	Gold          string  `help:"Items whose truth is known: item, truth. CSV."`
	Diagonal      float64 `help:"Pseudo-count of right votes in each row of a worker's matrix (ds-map)." default:"4"`
	Off           float64 `help:"Pseudo-count of votes for each wrong label (ds-map)." default:"1"`
	MaxIterations int     `help:"Stop after so many iterations in any case." default:"5000"`
	JSON          bool    `name:"json" help:"Write one JSON document with the log-likelihood, the iterations and the workers: to --out, or to standard output where --out names a .csv file, which keeps the table."`
}

// Run does the work of the command.
func (c *consensusCommand) Run(_ context.Context) error {
	in, err := readTable(c.In)
	if err != nil {
		return err
	}
	bad := &badInput{}
	votes := readVotes(in, bad)
	if err := bad.orNil(); err != nil {
		return err
	}
	var gold []int
	if c.Gold != "" {
		if gold, err = votes.readGold(c.Gold); err != nil {
			return err
		}
	}
	labels, err := votes.labels()
	if err != nil {
		return &badInput{problems: []string{c.In + ":1:label: " + err.Error()}}
	}
	result, err := consensus.Infer(labels, consensus.Settings{
		Method: consensus.Method(c.Method), Diagonal: c.Diagonal, Off: c.Off, Gold: gold, MaxIterations: c.MaxIterations,
	})
	if refused := (*quality.InputError)(nil); errors.As(err, &refused) {
		flag := strings.ReplaceAll(refused.Place, "maxIterations", "max-iterations")
		return &badInput{problems: []string{"--" + flag + ": " + refused.Found + "; expected " + refused.Expected}}
	}
	if err != nil {
		return err
	}
	return c.write(votes, result)
}
