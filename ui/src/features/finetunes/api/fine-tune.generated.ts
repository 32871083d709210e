// Written by scripts/graphql-types.mjs from the .graphql file beside it; `npm run types` renews it.
import { operation } from '@/lib/graphql';

export type FineTuneEntry = {
  provider: string;
  jobId: string;
  method: string;
  status: string;
  baseModel: string;
  parentModel: string | null;
  model: string | null;
  hyperparameters: ({
    name: string;
    requested: unknown | null;
    resolved: unknown | null;
  })[];
  trainingFile: {
    id: string;
    name: string | null;
  } | null;
  validationFile: {
    id: string;
    name: string | null;
  } | null;
  trainedTokens: number | null;
  seed: number | null;
  createdAt: string | null;
  finishedAt: string | null;
  estimatedFinish: string | null;
  durationSeconds: number | null;
  queueSeconds: number | null;
  trainingSeconds: number | null;
  error: {
    code: string | null;
    message: string | null;
    param: string | null;
  } | null;
  verdict: {
    kind: 'NO_DATA' | 'NOT_ENOUGH' | 'NO_SIGN' | 'POSSIBLE' | 'OVERFITTING' | 'DIVERGING';
    step: number | null;
    value: number | null;
    end: number | null;
    text: string;
  };
};

export type FineTuneOfVariables = {
  entity: string;
  project: string;
  run: string;
};

export type FineTuneOfResult = {
  project: {
    id: string;
    run: {
      id: string;
      fineTune: FineTuneEntry | null;
    } | null;
  } | null;
};

export const FineTuneOf = operation<FineTuneOfResult, FineTuneOfVariables>(
  'FineTuneOf',
  "query FineTuneOf($entity:String!$project:String!$run:String!){project(name:$project entityName:$entity){id run(name:$run){id fineTune{...FineTuneEntry}}}}fragment FineTuneEntry on FineTune{provider jobId method status baseModel parentModel model hyperparameters{name requested resolved}trainingFile{id name}validationFile{id name}trainedTokens seed createdAt finishedAt estimatedFinish durationSeconds queueSeconds trainingSeconds error{code message param}verdict{kind step value end text}}",
);

export type FineTuneOfModelVariables = {
  artifact: string;
};

export type FineTuneOfModelResult = {
  artifact: {
    id: string;
    openMetadata: unknown;
    fineTune: FineTuneEntry | null;
  } | null;
};

export const FineTuneOfModel = operation<FineTuneOfModelResult, FineTuneOfModelVariables>(
  'FineTuneOfModel',
  "query FineTuneOfModel($artifact:ID!){artifact(id:$artifact){id openMetadata fineTune{...FineTuneEntry}}}fragment FineTuneEntry on FineTune{provider jobId method status baseModel parentModel model hyperparameters{name requested resolved}trainingFile{id name}validationFile{id name}trainedTokens seed createdAt finishedAt estimatedFinish durationSeconds queueSeconds trainingSeconds error{code message param}verdict{kind step value end text}}",
);
