"""The outer problem: searches over hyperparameters, and what they found."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["searches"],
    submod_attrs={
        "analysis.diagnosis": ["boundary_warning", "flatness"],
        "analysis.forest": ["forest_importance"],
        "analysis.importance": ["table_importance"],
        "analysis.luck": ["bootstrap_best", "paired_difference"],
        "analysis.table": ["Table", "digits_table"],
        "continuing": ["Continuing"],
        "dimensions": [
            "Choice",
            "Dimension",
            "Integer",
            "LogUniform",
            "Ordered",
            "Uniform",
        ],
        "exports": ["to_dataframe", "to_optuna"],
        "runner": ["Runner"],
        "searches.asynchronous": ["asynchronous_halving"],
        "searches.bayes": ["bayes_search", "expected_improvement"],
        "searches.gaussian_process": ["GaussianProcess", "Posterior"],
        "searches.grid": ["grid_configs", "grid_search"],
        "searches.halving": ["rungs", "successive_halving"],
        "searches.hyperband": ["hyperband", "hyperband_brackets"],
        "searches.population": ["lineage", "population_based_training"],
        "searches.random": ["random_search"],
        "searches.tpe": ["tpe_search"],
        "spaces": ["Space"],
        "study": ["Study"],
        "trial_log": ["read_log"],
        "trials": ["SearchResult", "Trial"],
    },
)
