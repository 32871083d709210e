// Written by scripts/graphql-types.mjs from the .graphql file beside it; `npm run types` renews it.
import { operation } from '@/lib/graphql';

export type RunEntry = {
  id: string;
  name: string;
  displayName: string | null;
  state: string | null;
  jobType: string | null;
  group: string | null;
  tags: string[] | null;
  notes: string | null;
  createdAt: string;
  heartbeatAt: string | null;
  historyLineCount: number | null;
  user: {
    username: string | null;
  } | null;
};

export type RunsPageVariables = {
  entity: string;
  project: string;
  filters?: string | null;
  order?: string | null;
  first: number;
  after?: string | null;
  keys: string[];
};

export type RunsPageResult = {
  project: {
    id: string;
    all: number;
    matching: number;
    runs: {
      edges: ({
        node: RunEntry & {
          values: unknown | null;
        };
      })[];
      pageInfo: {
        endCursor: string | null;
        hasNextPage: boolean;
      };
    } | null;
  } | null;
};

export const RunsPage = operation<RunsPageResult, RunsPageVariables>(
  'RunsPage',
  "query RunsPage($entity:String!$project:String!$filters:JSONString$order:String$first:Int!$after:String$keys:[String!]!){project(name:$project entityName:$entity){id all:runCount matching:runCount(filters:$filters)runs(filters:$filters order:$order first:$first after:$after){edges{node{...RunEntry values(keys:$keys)}}pageInfo{endCursor hasNextPage}}}}fragment RunEntry on Run{id name displayName state jobType group tags notes createdAt heartbeatAt historyLineCount user{username}}",
);

export type RunColumnsVariables = {
  entity: string;
  project: string;
  search?: string | null;
  first: number;
};

export type RunColumnsResult = {
  project: {
    id: string;
    runColumns: ({
      key: string;
      type: 'NUMBER' | 'TEXT' | 'BOOLEAN' | 'OTHER';
      count: number;
    })[];
  } | null;
};

export const RunColumns = operation<RunColumnsResult, RunColumnsVariables>(
  'RunColumns',
  "query RunColumns($entity:String!$project:String!$search:String$first:Int!){project(name:$project entityName:$entity){id runColumns(search:$search first:$first){key type count}}}",
);

export type RunDetailsVariables = {
  entity: string;
  project: string;
  run: string;
};

export type RunDetailsResult = {
  project: {
    id: string;
    run: RunEntry & {
      project: {
        name: string;
        entityName: string;
      } | null;
      description: string | null;
      host: string | null;
      commit: string | null;
      readOnly: boolean | null;
      config: string | null;
      summaryMetrics: string | null;
      historyKeys: unknown | null;
      runInfo: {
        program: string | null;
        args: string[] | null;
        os: string | null;
        python: string | null;
        executable: string | null;
        cpuCount: number | null;
        gpuCount: number | null;
        gpu: string | null;
        git: {
          remote: string | null;
          commit: string | null;
        } | null;
      } | null;
    } | null;
  } | null;
};

export const RunDetails = operation<RunDetailsResult, RunDetailsVariables>(
  'RunDetails',
  "query RunDetails($entity:String!$project:String!$run:String!){project(name:$project entityName:$entity){id run(name:$run){...RunEntry project{name entityName}description host commit readOnly config summaryMetrics historyKeys runInfo{program args os python executable cpuCount gpuCount gpu git{remote commit}}}}}fragment RunEntry on Run{id name displayName state jobType group tags notes createdAt heartbeatAt historyLineCount user{username}}",
);

export type RunLogsVariables = {
  entity: string;
  project: string;
  run: string;
  first: number;
  after?: string | null;
};

export type RunLogsResult = {
  project: {
    id: string;
    run: {
      id: string;
      logLineCount: number | null;
      logLines: {
        edges: ({
          node: {
            number: number;
            timestamp: string | null;
            level: string | null;
            label: string | null;
            line: string;
          };
        })[];
        pageInfo: {
          endCursor: string | null;
          hasNextPage: boolean;
        };
      } | null;
    } | null;
  } | null;
};

export const RunLogs = operation<RunLogsResult, RunLogsVariables>(
  'RunLogs',
  "query RunLogs($entity:String!$project:String!$run:String!$first:Int!$after:String){project(name:$project entityName:$entity){id run(name:$run){id logLineCount logLines(first:$first after:$after useImprovedPagination:true){edges{node{number timestamp level label line}}pageInfo{endCursor hasNextPage}}}}}",
);

export type RunFilesVariables = {
  entity: string;
  project: string;
  run: string;
  first: number;
  after?: string | null;
};

export type RunFilesResult = {
  project: {
    id: string;
    run: {
      id: string;
      files: {
        edges: ({
          node: {
            id: string;
            name: string;
            sizeBytes: number;
            mimetype: string | null;
            updatedAt: string | null;
            url: string | null;
            directUrl: string;
          } | null;
          cursor: string | null;
        })[];
        pageInfo: {
          endCursor: string | null;
          hasNextPage: boolean;
        };
      } | null;
    } | null;
  } | null;
};

export const RunFiles = operation<RunFilesResult, RunFilesVariables>(
  'RunFiles',
  "query RunFiles($entity:String!$project:String!$run:String!$first:Int!$after:String){project(name:$project entityName:$entity){id run(name:$run){id files(first:$first after:$after){edges{node{id name sizeBytes mimetype updatedAt url directUrl}cursor}pageInfo{endCursor hasNextPage}}}}}",
);

export type UpdateRunVariables = {
  id: string;
  displayName?: string | null;
  notes?: string | null;
  tags?: string[] | null;
};

export type UpdateRunResult = {
  upsertBucket: {
    bucket: {
      id: string;
      displayName: string | null;
      notes: string | null;
      tags: string[] | null;
    } | null;
  } | null;
};

export const UpdateRun = operation<UpdateRunResult, UpdateRunVariables>(
  'UpdateRun',
  "mutation UpdateRun($id:String!$displayName:String$notes:String$tags:[String!]){upsertBucket(input:{id:$id displayName:$displayName notes:$notes tags:$tags}){bucket{id displayName notes tags}}}",
);

export type ModifyRunsVariables = {
  entity: string;
  project: string;
  filters?: string | null;
  runNames?: string[] | null;
  addTags?: (string | null)[] | null;
  removeTags?: (string | null)[] | null;
  groupName?: string | null;
};

export type ModifyRunsResult = {
  modifyRuns: {
    runCount: number;
  } | null;
};

export const ModifyRuns = operation<ModifyRunsResult, ModifyRunsVariables>(
  'ModifyRuns',
  "mutation ModifyRuns($entity:String!$project:String!$filters:JSONString$runNames:[String!]$addTags:[String]$removeTags:[String]$groupName:String){modifyRuns(input:{entityName:$entity projectName:$project filters:$filters runNames:$runNames addTags:$addTags removeTags:$removeTags groupName:$groupName}){runCount}}",
);

export type MoveRunsVariables = {
  entity: string;
  project: string;
  filters?: string | null;
  runNames?: string[] | null;
  toEntity: string;
  toProject: string;
};

export type MoveRunsResult = {
  moveRuns: {
    runCount: number;
  } | null;
};

export const MoveRuns = operation<MoveRunsResult, MoveRunsVariables>(
  'MoveRuns',
  "mutation MoveRuns($entity:String!$project:String!$filters:JSONString$runNames:[String!]$toEntity:String!$toProject:String!){moveRuns(input:{sourceEntityName:$entity sourceProjectName:$project filters:$filters runNames:$runNames destinationEntityName:$toEntity destinationProjectName:$toProject}){runCount}}",
);

export type DeleteRunsVariables = {
  entity: string;
  project: string;
  filters?: string | null;
  runNames?: string[] | null;
  deleteArtifacts?: boolean | null;
};

export type DeleteRunsResult = {
  deleteRuns: {
    runCount: number;
  } | null;
};

export const DeleteRuns = operation<DeleteRunsResult, DeleteRunsVariables>(
  'DeleteRuns',
  "mutation DeleteRuns($entity:String!$project:String!$filters:JSONString$runNames:[String!]$deleteArtifacts:Boolean){deleteRuns(input:{entityName:$entity projectName:$project filters:$filters runNames:$runNames deleteArtifacts:$deleteArtifacts}){runCount}}",
);

export type LiveRunsVariables = {
  entity: string;
  project: string;
  filters: string;
  first: number;
};

export type LiveRunsResult = {
  project: {
    id: string;
    runs: {
      totalCount: number | null;
      edges: ({
        node: {
          id: string;
          name: string;
          displayName: string | null;
          state: string | null;
        };
      })[];
    } | null;
  } | null;
};

export const LiveRuns = operation<LiveRunsResult, LiveRunsVariables>(
  'LiveRuns',
  "query LiveRuns($entity:String!$project:String!$filters:JSONString!$first:Int!){project(name:$project entityName:$entity){id runs(filters:$filters first:$first){totalCount edges{node{id name displayName state}}}}}",
);

export type LoggedArtifactsVariables = {
  entity: string;
  project: string;
  filters: string;
  first: number;
};

export type LoggedArtifactsResult = {
  project: {
    id: string;
    runs: {
      totalCount: number | null;
      edges: ({
        node: {
          id: string;
          outputArtifacts: {
            totalCount: number;
            edges: ({
              node: {
                id: string;
                versionIndex: number | null;
                artifactSequence: {
                  name: string;
                };
                aliases: {
                  alias: string;
                }[];
                artifactMemberships: {
                  edges: ({
                    node: {
                      artifactCollection: {
                        name: string;
                        project: {
                          name: string;
                        } | null;
                      }
                      | {
                        name: string;
                        project: {
                          name: string;
                        } | null;
                      } | null;
                    } | null;
                  })[];
                };
              } | null;
            })[];
          } | null;
        };
      })[];
    } | null;
  } | null;
};

export const LoggedArtifacts = operation<LoggedArtifactsResult, LoggedArtifactsVariables>(
  'LoggedArtifacts',
  "query LoggedArtifacts($entity:String!$project:String!$filters:JSONString!$first:Int!){project(name:$project entityName:$entity){id runs(filters:$filters first:$first){totalCount edges{node{id outputArtifacts(first:20){totalCount edges{node{id versionIndex artifactSequence{name}aliases{alias}artifactMemberships{edges{node{artifactCollection{name project{name}}}}}}}}}}}}}",
);

export type StopRunVariables = {
  id: string;
};

export type StopRunResult = {
  stopRun: {
    success: boolean;
  } | null;
};

export const StopRun = operation<StopRunResult, StopRunVariables>(
  'StopRun',
  "mutation StopRun($id:ID!){stopRun(input:{id:$id}){success}}",
);

export type RecentRunsVariables = {
  entity: string;
  keys: string[];
};

export type RecentRunsResult = {
  models: {
    edges: ({
      node: {
        id: string;
        name: string;
        entityName: string;
        runs: {
          edges: ({
            node: RunEntry & {
              values: unknown | null;
            };
          })[];
        } | null;
      } | null;
    })[];
  } | null;
};

export const RecentRuns = operation<RecentRunsResult, RecentRunsVariables>(
  'RecentRuns',
  "query RecentRuns($entity:String!$keys:[String!]!){models(entityName:$entity first:30){edges{node{id name entityName runs(first:10 order:\"-created_at\"){edges{node{...RunEntry values(keys:$keys)}}}}}}}fragment RunEntry on Run{id name displayName state jobType group tags notes createdAt heartbeatAt historyLineCount user{username}}",
);
